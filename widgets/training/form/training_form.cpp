#include "widgets/training/form/training_form.hpp"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/components/path_field.hpp"
#include "widgets/session/layout_name.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/form/device_box.hpp"
#include "widgets/training/form/estimate_button.hpp"

namespace priorscope {
namespace {

constexpr int kBySteps = 0;
constexpr int kByEpochs = 1;

}  // namespace

TrainingForm::TrainingForm(Workbench& workbench, RunDocument& document, JobList& jobs, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_document(document), m_jobs(jobs), m_rows(this) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(buildBasic());

    m_sections = {buildSection(tr("Changes of every sample"), changeTexts()),
                  buildSection(tr("Optimizer and schedule"), learningTexts()),
                  buildSection(tr("Loss"), lossTexts()), buildSection(tr("Frozen parts"), stageTexts()),
                  buildSection(tr("More options"), advancedTexts(), samplingTexts())};
    for (const Section& section : m_sections) {
        column->addWidget(section.button, 0, Qt::AlignLeft);
        column->addWidget(section.rows);
    }

    follow();
}

void TrainingForm::follow() {
    connect(&m_rows, &OptionRows::edited, this, &TrainingForm::takeOption);
    connect(&m_rows, &OptionRows::finished, this, [this] { m_document.endGesture(); });
    connect(m_model, &QComboBox::currentTextChanged, this, [this](const QString& model) {
        if (!m_is_refreshing) {
            m_document.setModel(model);
        }
    });
    connect(m_recipe, &QComboBox::activated, this, &TrainingForm::takeRecipe);
    connect(m_priors, &QComboBox::currentIndexChanged, this, [this](int index) {
        edit(QStringLiteral("priors"), [index](RunDraft& draft) { draft.uses_layout = index == 1; });
    });
    connect(m_resize, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_is_refreshing) {
            m_document.setResize(index == 0 ? ResizeMode::stretch : ResizeMode::letterbox);
        }
    });
    connect(m_split, &QComboBox::currentIndexChanged, this, [this] {
        edit(QStringLiteral("split"), [this](RunDraft& draft) {
            draft.options.split = m_split->currentData().toString().toStdString();
        });
    });
    connect(m_val_split, &QComboBox::currentIndexChanged, this, [this] {
        edit(QStringLiteral("val_split"), [this](RunDraft& draft) {
            draft.options.val_split = m_val_split->currentData().toString().toStdString();
        });
    });
    connect(m_length, &QSpinBox::valueChanged, this, &TrainingForm::takeLength);
    connect(m_length, &QSpinBox::editingFinished, this, [this] { m_document.endGesture(); });
    connect(m_length, &QSpinBox::textChanged, this, &TrainingForm::remark);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &TrainingForm::takeLength);
    passUndoOn(m_length);
    connect(&m_document, &RunDocument::changed, this, &TrainingForm::refresh);
    connect(&m_workbench, &Workbench::datasetChanged, this, &TrainingForm::refresh);
    refresh();
}

QWidget* TrainingForm::buildBasic() {
    auto* box = new QWidget(this);
    QGridLayout* grid = m_rows.newGrid(box);
    m_model = new ChoiceBox(this);
    for (const std::string& name : detectorPresetNames(m_workbench.families())) {
        m_model->addItem(QString::fromStdString(name));
    }
    m_recipe = new ChoiceBox(this);
    m_priors = new ChoiceBox(this);
    m_resize = new QComboBox(this);
    m_resize->addItems({tr("stretch"), tr("letterbox")});
    m_split = new ChoiceBox(this);
    m_val_split = new ChoiceBox(this);

    addRow(grid, QStringLiteral("model"), tr("Model"), tr("Architecture of the network"), m_model);
    addRow(grid, QStringLiteral("priors"), tr("Priors"),
           tr("The layout of prior boxes: the model's own, or that of the Priors workspace"), m_priors);
    addRow(
        grid, QStringLiteral("resize"), tr("Resize"),
        tr("Resizing to the network's square input: stretched, or with borders that keep the aspect ratio"),
        m_resize);
    m_weights = addPath(grid, weightsText());
    addRow(grid, QStringLiteral("split"), tr("Train on"), tr("Images to train on"), m_split);
    addRow(grid, QStringLiteral("val_split"), tr("Validate on"),
           tr("Images on which average precision is measured while training"), m_val_split);
    m_val_note = new QLabel(this);
    m_val_note->setObjectName(QStringLiteral("validationNote"));
    m_val_note->setProperty("role", "second");
    m_val_note->setWordWrap(true);
    m_val_note->hide();
    grid->addWidget(m_val_note, grid->rowCount(), 0, 1, 2);
    addRow(
        grid, QStringLiteral("recipe"), tr("Recipe"),
        tr("Options that go together. Choosing one sets the length, the batch, the rate and everything below "
           "that says how the network learns; data and machine stay"),
        m_recipe);
    addRow(grid, QStringLiteral("steps"), tr("Length"),
           tr("One step trains on one batch, or on several where they are accumulated"), buildLength());
    addOptions(grid, basicTexts());
    auto* samples = new QPushButton(tr("Show samples"), this);
    connect(samples, &QPushButton::clicked, this, &TrainingForm::samplesRequested);
    addRow(grid, QStringLiteral("samples"), tr("What it sees"),
           tr("The images that the run would train on, after these changes (G)"), samples);
    auto* rates = new QPushButton(tr("Look for a rate"), this);
    connect(rates, &QPushButton::clicked, this, &TrainingForm::ratesRequested);
    addRow(grid, QStringLiteral("rates"), tr("Rate sweep"),
           tr("Trains for some steps while the rate rises, and shows where the loss falls fastest (L)"),
           rates);
    m_estimate = new EstimateButton(m_jobs, this);
    addRow(grid, QStringLiteral("estimate"), tr("Time and memory"), m_estimate->toolTip(), m_estimate);
    addRow(grid, QStringLiteral("folder"), tr("Runs in"), tr("Each run gets a folder of its own there"),
           buildFolder());
    return box;
}

void TrainingForm::addRow(QGridLayout* grid, const QString& field, const QString& label,
                          const QString& tool_tip, QWidget* editor) {
    m_rows.add(grid, field, label, tool_tip, editor);
    m_labels.insert(field, label);
}

void TrainingForm::addOptions(QGridLayout* grid, const std::vector<OptionText>& texts) {
    const TrainingOptions& options = m_document.draft().options;
    const auto& table = trainingOptionTable();
    for (const OptionText& text : texts) {
        const auto& entry = table.entry(text.key);
        QWidget* own = text.key == "device" ? new DeviceBox(this) : nullptr;
        m_rows.add(grid, entry.info, text.label, text.tool_tip, table.value(options, entry), own);
        m_labels.insert(QString::fromStdString(text.key), text.label);
    }
}

QWidget* TrainingForm::buildLength() {
    m_length = new WholeNumberField(this);
    m_length->setRange(1, 10'000'000);
    m_length->setGroupSeparatorShown(true);
    m_length->setAlignment(Qt::AlignRight);
    m_length->setProperty("compact", true);
    m_unit = new QComboBox(this);
    m_unit->addItems({tr("steps"), tr("epochs")});
    m_unit->setProperty("compact", true);
    m_unit->setAccessibleName(tr("Unit of the length"));
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_length, 1);
    row->addWidget(m_unit);
    box->setFocusProxy(m_length);
    return box;
}

QWidget* TrainingForm::buildFolder() {
    m_folder = new PathField(PathField::Kind::folder, tr("Choose the folder of runs"), {}, this);
    connect(m_folder, &PathField::changed, this, &TrainingForm::remark);
    connect(m_folder, &PathField::finished, this, [this] { Q_EMIT runsFolderChanged(runsFolder()); });
    return m_folder;
}

PathField* TrainingForm::addPath(QGridLayout* grid, const PathText& text) {
    auto* field = new PathField(text.kind, text.title, text.filter, this);
    field->edit()->setPlaceholderText(text.without);
    field->edit()->setAccessibleName(text.label);
    field->edit()->setClearButtonEnabled(true);
    addRow(grid, text.key, text.label, text.tool_tip, field);
    passUndoOn(field->edit());
    const auto member = text.member;
    connect(field, &PathField::changed, this, [this, field, key = text.key, member] {
        edit(key, [field, member](RunDraft& draft) { draft.options.*member = field->path().toStdString(); });
    });
    connect(field, &PathField::finished, this, [this] { m_document.endGesture(); });
    m_paths.push_back({text.key, field, member, text.kind});
    return field;
}

void TrainingForm::setModel(const QString& preset) {
    m_model->setCurrentText(preset);
}

QString TrainingForm::model() const {
    return m_model->currentText();
}

void TrainingForm::edit(const QString& field, const std::function<void(RunDraft&)>& change) {
    if (!m_is_refreshing) {
        m_document.edit(m_labels.value(field).toLower(), field, change);
    }
}

void TrainingForm::takeOption(const QString& field) {
    const std::string key = field.toStdString();
    if (!m_is_refreshing && m_rows.hasValidValue(key)) {
        const auto& table = trainingOptionTable();
        edit(field,
             [&](RunDraft& draft) { table.assign(draft.options, table.entry(key), m_rows.value(key)); });
        remark();  // the text may be valid again without a change of the draft
    }
}

void TrainingForm::takeLength() {
    edit(QStringLiteral("steps"), [this](RunDraft& draft) {
        const bool by_epochs = m_unit->currentIndex() == kByEpochs;
        setLength(draft, by_epochs ? 0 : m_length->value(), by_epochs ? m_length->value() : 0,
                  trainedImages(), m_workbench.families());
    });
}

void TrainingForm::refresh() {
    if (!m_is_held) {
        show(m_document.draft(), m_document.spec());
        remark();
    }
}

void TrainingForm::hold() {
    m_is_held = true;
    setEnabled(false);
}

void TrainingForm::showRun(const DetectorSpec& spec, const TrainingOptions& options) {
    hold();
    RunDraft run{.model = spec.name, .resize = spec.preprocessing.resize, .options = options};
    if (const SsdBlock* ssd = findSsd(spec)) {
        run.layout = ssd->priors;
        run.uses_layout = true;
    }
    show(run, spec);
}

void TrainingForm::showDraft() {
    setEnabled(true);
    if (std::exchange(m_is_held, false)) {
        refresh();
    }
}

void TrainingForm::show(const RunDraft& draft, const DetectorSpec& spec) {
    const QScopedValueRollback guard(m_is_refreshing, true);
    const QString model = QString::fromStdString(draft.model);
    if (m_model->findText(model) < 0) {
        m_model->addItem(model);
    }
    m_model->setCurrentText(model);
    fillPriors(draft, spec);
    m_resize->setCurrentIndex(spec.preprocessing.resize == ResizeMode::stretch ? 0 : 1);
    const TrainingOptions& options = draft.options;
    fillSplits(options);
    m_unit->setCurrentIndex(options.epochs > 0 ? kByEpochs : kBySteps);
    m_length->setValue(options.epochs > 0 ? options.epochs : options.steps);
    for (const PathRow& row : m_paths) {
        if (row.field->path().toStdString() != options.*row.member) {
            row.field->setPath(QString::fromStdString(options.*row.member));
        }
    }
    refreshOptions(options);
    showRecipe(draft);
    showEffects(options);
    showSharedImages(options);
    showEstimate(spec, options);
}

void TrainingForm::refreshOptions(const TrainingOptions& options) {
    const auto& table = trainingOptionTable();
    showSet(options.augmentation);
    for (const OptionText& text : allTexts()) {
        const auto& entry = table.entry(text.key);
        const nlohmann::json value = table.value(options, entry);
        // Text that cannot be parsed stays until its own option changes: it is still being typed.
        const bool is_other = !m_shown || table.value(*m_shown, entry) != value;
        if (is_other && m_rows.value(text.key) != value) {
            m_rows.setValue(text.key, value);
        }
    }
    m_shown = options;
}

void TrainingForm::fillSplits(const TrainingOptions& options) {
    const auto fill = [&](QComboBox* box, const QString& without, const std::string& chosen) {
        const QString split = QString::fromStdString(chosen);
        Choices choices{{without, QString()}};
        // Another dataset may be open than the one that a run trains on.
        for (const QString& name : m_is_held ? QStringList(split) : m_workbench.splitNames()) {
            if (!name.isEmpty()) {
                choices.emplace_back(name, name);
            }
        }
        offer(box, choices);
        box->setCurrentIndex(std::max(0, box->findData(split)));
    };
    fill(m_split, tr("every image"), options.split);
    fill(m_val_split, tr("nothing"), options.val_split);
}

void TrainingForm::fillPriors(const RunDraft& draft, const DetectorSpec& spec) {
    const DetectorFamily& family = *spec.family;
    m_priors->setEnabled(family.has_priors);
    if (!family.has_priors) {
        offer(m_priors, {{tr("none: %1 has no priors").arg(QString::fromStdString(family.title)), {}}});
        return;
    }
    Choices choices{{tr("the model's own"), {}}};
    if (draft.layout) {
        choices.emplace_back(tr("Priors: %1").arg(layoutName(*draft.layout)), QString());
    }
    offer(m_priors, choices);
    m_priors->setCurrentIndex(draft.uses_layout && draft.layout ? 1 : 0);
}

void TrainingForm::setRunsFolder(const QString& folder) {
    m_folder->setPath(folder);
}

QString TrainingForm::runsFolder() const {
    return m_folder->path();
}

void TrainingForm::setWeights(const QString& file) {
    m_weights->setPath(file);
}

QString TrainingForm::weights() const {
    return m_weights->path();
}

std::vector<Problem> TrainingForm::validate() {
    const std::vector<Problem> problems = markProblems();
    for (const Problem& problem : problems) {
        QWidget* editor = m_rows.editor(QString::fromStdString(problem.field));
        for (const Section& section : m_sections) {
            if (editor != nullptr && section.rows->isAncestorOf(editor)) {
                section.button->setChecked(true);
            }
        }
    }
    if (!problems.empty()) {
        bringIntoSight(m_rows.editor(QString::fromStdString(problems.front().field)));
    }
    return problems;
}

void TrainingForm::bringIntoSight(QWidget* editor) {
    QWidget* outer = editor;
    while (outer != nullptr && qobject_cast<QScrollArea*>(outer) == nullptr) {
        outer = outer->parentWidget();
    }
    if (auto* scroll = qobject_cast<QScrollArea*>(outer)) {
        // Once sections that were opened have their places.
        QMetaObject::invokeMethod(
            scroll,
            [scroll, editor = QPointer(editor)] {
                if (editor) {
                    scroll->ensureWidgetVisible(editor);
                }
            },
            Qt::QueuedConnection);
    }
}

/// Options that do not go together are marked at once.
void TrainingForm::remark() {
    if (m_is_marked || !m_document.draft().options.validate().empty()) {
        markProblems();
    }
}

std::vector<Problem> TrainingForm::markProblems() {
    std::vector<Problem> problems = m_document.problems();
    for (const auto& entry : trainingOptionTable().entries()) {
        if (m_rows.isOptionRow(entry.info.key) && !m_rows.hasValidValue(entry.info.key)) {
            std::erase_if(problems, [&](const Problem& each) { return each.field == entry.info.key; });
            const Sentence ambiguity = m_rows.ambiguity(entry.info.key).toStdString();
            problems.push_back({entry.info.key, ambiguity.empty()
                                                    ? problemWith(entry.info, m_rows.value(entry.info.key))
                                                    : ambiguity});
        }
    }
    if (!m_length->fault().isEmpty()) {
        problems.push_back({"steps", m_length->fault().toStdString()});
    }
    for (const PathRow& row : m_paths) {
        const QFileInfo info(row.field->path());
        const bool is_folder = row.kind == PathField::Kind::folder;
        // Negatives may be a file that lists them, as Detect writes it.
        if (!row.field->path().isEmpty() && !(is_folder ? info.exists() : info.isFile())) {
            const QString problem = is_folder ? tr("There is no such folder.") : tr("There is no such file.");
            problems.push_back({row.key.toStdString(), problem.toStdString()});
        }
    }
    if (runsFolder().isEmpty()) {
        problems.push_back({"folder", tr("Name a folder.").toStdString()});
    }
    for (Problem& problem : problems) {
        if (problem.field == "priors") {
            problem.message +=
                tr(". Choose the model's own priors, or a model with the feature maps of this layout.")
                    .toStdString();
        }
    }
    m_rows.mark(problems);
    m_is_marked = !problems.empty();
    return problems;
}

QString TrainingForm::mark(const QString& field) const {
    return m_rows.markOf(field);
}

QWidget* TrainingForm::editor(const QString& field) const {
    return m_rows.editor(field);
}

}  // namespace priorscope
