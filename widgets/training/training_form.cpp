#include "widgets/training/training_form.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>
#include <utility>

#include "core/model/ssd/ssd_family.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kBySteps = 0;
constexpr int kByEpochs = 1;
constexpr int kEditorWidth = 144;

QGridLayout* newGrid(QWidget* parent) {
    auto* grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Metrics::kGap);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    return grid;
}

/// "2,500", "2500" or "2.5e3", by the locale or as in JSON; NaN, which no range admits, for anything else.
double parsed(const QString& text) {
    bool fine = false;
    double value = QLocale().toDouble(text, &fine);
    if (!fine) {
        value = QLocale::c().toDouble(text, &fine);
    }
    return fine ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

TrainingForm::TrainingForm(DetectorFamilies families, QWidget* parent)
    : QWidget(parent), m_families(std::move(families)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(buildBasic());
    m_advanced_button = new QToolButton(this);
    m_advanced_button->setText(tr("More options"));
    m_advanced_button->setCheckable(true);
    m_advanced_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advanced_button->setArrowType(Qt::RightArrow);
    m_advanced = buildAdvanced();
    m_advanced->hide();
    connect(m_advanced_button, &QToolButton::toggled, this, [this](bool open) {
        m_advanced_button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_advanced->setVisible(open);
    });

    column->addWidget(m_advanced_button, 0, Qt::AlignLeft);
    column->addWidget(m_advanced);
    connect(m_model, &QComboBox::currentTextChanged, this, &TrainingForm::fillPriors);
    connect(m_model, &QComboBox::currentTextChanged, this, &TrainingForm::takeRecipe);
    connect(m_model, &QComboBox::currentTextChanged, this, &TrainingForm::modelChanged);
    fillPriors();
    takeRecipe();
    setDataset(nullptr);
}

QWidget* TrainingForm::buildBasic() {
    auto* basic = new QWidget(this);
    QGridLayout* grid = newGrid(basic);

    m_model = new QComboBox(this);
    for (const std::string& name : detectorPresetNames(m_families)) {
        m_model->addItem(QString::fromStdString(name));
    }
    m_model->setCurrentText(QStringLiteral("ssd-tiny"));
    m_priors = new QComboBox(this);
    m_split = new QComboBox(this);
    m_val_split = new QComboBox(this);
    QWidget* length = buildLength();

    addRow(grid, QStringLiteral("model"), tr("Model"), m_model, tr("What the network looks like"));
    addRow(grid, QStringLiteral("priors"), tr("Priors"), m_priors,
           tr("The layout of prior boxes: the model's own, or that of the Priors workspace"));
    addRow(
        grid, QStringLiteral("weights"), tr("Start from weights"), buildWeights(),
        tr("Weights to begin with where they fit: a checkpoint, a state dict (.pt, .pth) or .safetensors of "
           "the detector or of its backbone. Empty: random weights"));
    addRow(grid, QStringLiteral("split"), tr("Train on"), m_split, tr("Images whose objects are learned"));
    addRow(grid, QStringLiteral("val_split"), tr("Validate on"), m_val_split,
           tr("Images on which average precision is measured while training"));
    addRow(grid, QStringLiteral("steps"), tr("Length"), length, tr("One step learns from one batch"));
    addRow(grid, QStringLiteral("batch_size"), tr("Batch size"), countBox(1, 4096, 1),
           tr("Images in a step"));
    addRow(grid, QStringLiteral("learning_rate"), tr("Learning rate"), numberEdit(0.001),
           tr("Of weights, after the warm-up; divided by 10 late in the run"));
    addRow(grid, QStringLiteral("seed"), tr("Seed"), countBox(0, std::numeric_limits<int>::max(), 1),
           tr("The same seed gives the same first weights, order and flips"));
    addRow(grid, QStringLiteral("folder"), tr("Runs in"), buildFolder(),
           tr("Each run gets a folder of its own there"));
    return basic;
}

QWidget* TrainingForm::buildLength() {
    m_length = countBox(1, 10'000'000, 1);
    m_unit = new QComboBox(this);
    m_unit->addItems({tr("steps"), tr("epochs")});
    m_unit->setProperty("compact", true);
    m_unit->setAccessibleName(tr("Unit of the length"));
    auto* length = new QWidget(this);
    auto* length_row = new QHBoxLayout(length);
    length_row->setContentsMargins(0, 0, 0, 0);
    length_row->setSpacing(4);
    length_row->addWidget(m_length, 1);
    length_row->addWidget(m_unit);
    length->setFocusProxy(m_length);
    return length;
}

QWidget* TrainingForm::buildWeights() {
    m_weights = new QLineEdit(this);
    m_weights->setProperty("compact", true);
    m_weights->setPlaceholderText(tr("random"));
    m_weights->setAccessibleName(tr("Start from weights"));
    m_weights->setClearButtonEnabled(true);
    connect(m_weights, &QLineEdit::textChanged, this, [this](const QString& file) {
        m_weights->setToolTip(file);
        Q_EMIT edited();
    });
    QWidget* box = besideButton(m_weights, tr("Choose a file of weights"), &TrainingForm::chooseWeights);
    box->setFocusProxy(m_weights);
    return box;
}

QWidget* TrainingForm::buildFolder() {
    m_folder = new QLineEdit(this);
    m_folder->setProperty("compact", true);
    connect(m_folder, &QLineEdit::editingFinished, this, [this] { Q_EMIT runsFolderChanged(runsFolder()); });
    return besideButton(m_folder, tr("Choose the folder of runs"), &TrainingForm::chooseFolder);
}

QWidget* TrainingForm::besideButton(QLineEdit* edit, const QString& tool_tip,
                                    void (TrainingForm::*choose)()) {
    auto* button = new QToolButton(this);
    button->setText(tr("…"));
    button->setProperty("framed", true);
    button->setToolTip(tool_tip);
    button->setAccessibleName(tool_tip);
    connect(button, &QToolButton::clicked, this, choose);
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(edit, 1);
    row->addWidget(button);
    return box;
}

QWidget* TrainingForm::buildAdvanced() {
    const TrainingOptions defaults;
    auto* box = new QWidget(this);
    QGridLayout* grid = newGrid(box);
    m_precision = new QComboBox(this);
    m_precision->addItem(tr("32 bit"), QStringLiteral("fp32"));
    m_precision->addItem(tr("bfloat16"), QStringLiteral("bf16"));
    m_difficult = new QCheckBox(this);
    addRow(grid, QStringLiteral("weight_decay"), tr("Weight decay"), numberEdit(defaults.weight_decay), {});
    addRow(grid, QStringLiteral("momentum"), tr("Momentum"), numberEdit(defaults.momentum), {});
    addRow(grid, QStringLiteral("bias_rate"), tr("Rate of biases"), numberEdit(defaults.bias_rate),
           tr("Factor on the learning rate of biases"));
    addRow(grid, QStringLiteral("warmup_steps"), tr("Warm-up"), countBox(0, 1'000'000, 0),
           tr("Steps over which the rate rises from a tenth"));
    addRow(grid, QStringLiteral("gradient_clip"), tr("Gradient clip"), numberEdit(0.0),
           tr("Largest norm of the gradient; 0: no limit"));
    addRow(grid, QStringLiteral("match_iou"), tr("Match IoU"), numberEdit(defaults.match_iou),
           tr("A prior that overlaps an object by at least this learns it"));
    addRow(grid, QStringLiteral("negative_ratio"), tr("Negatives"), numberEdit(defaults.negative_ratio),
           tr("Hard negative priors per positive one"));
    addRow(grid, QStringLiteral("flip"), tr("Flip"), numberEdit(defaults.flip),
           tr("Probability of a horizontal flip"));
    addRow(grid, QStringLiteral("train_on_difficult"), tr("Difficult objects"), m_difficult,
           tr("Learn difficult objects too"));
    addRow(grid, QStringLiteral("precision"), tr("Precision"), m_precision,
           tr("Of convolutions; bfloat16 is faster where the processor has instructions for it"));
    addRow(grid, QStringLiteral("evaluate_every"), tr("Evaluate every"), countBox(0, 1'000'000, 0),
           tr("Steps between evaluations; 0: about ten times a run"));
    addRow(grid, QStringLiteral("checkpoint_every"), tr("Checkpoint every"),
           countBox(1, 1'000'000, defaults.checkpoint_every), tr("Steps between writes of last.pt"));
    return box;
}

void TrainingForm::addRow(QGridLayout* grid, const QString& field, const QString& label, QWidget* editor,
                          const QString& tool_tip) {
    Row row;
    row.label = new QLabel(label, this);
    row.label->setProperty("role", "second");
    row.label->setBuddy(editor);
    row.label->setToolTip(tool_tip);
    row.editor = editor;
    editor->setProperty("compact", true);
    editor->setAccessibleName(label);
    editor->setToolTip(tool_tip);
    editor->setMinimumWidth(kEditorWidth);
    editor->setMaximumWidth(184);
    row.mark = new QLabel(this);
    row.mark->setProperty("role", "worse");
    row.mark->setWordWrap(true);
    row.mark->hide();
    const int at = grid->rowCount();
    grid->addWidget(row.label, at, 0);
    grid->addWidget(editor, at, 1);
    grid->addWidget(row.mark, at + 1, 0, 1, 2);
    m_rows.insert(field, row);
}

QLineEdit* TrainingForm::numberEdit(double value) {
    auto* edit = new QLineEdit(QLocale().toString(value, 'g', 6), this);
    edit->setAlignment(Qt::AlignRight);
    connect(edit, &QLineEdit::textEdited, this, &TrainingForm::edited);
    return edit;
}

QSpinBox* TrainingForm::countBox(int minimum, int maximum, int value) {
    auto* box = new QSpinBox(this);
    box->setRange(minimum, maximum);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    box->setAlignment(Qt::AlignRight);
    box->setProperty("compact", true);
    connect(box, &QSpinBox::valueChanged, this, &TrainingForm::edited);
    return box;
}

double TrainingForm::number(const char* field) const {
    return parsed(qobject_cast<QLineEdit*>(m_rows[QLatin1String(field)].editor)->text());
}

int TrainingForm::count(const char* field) const {
    return qobject_cast<QSpinBox*>(m_rows[QLatin1String(field)].editor)->value();
}

void TrainingForm::setNumber(const char* field, double value) {
    qobject_cast<QLineEdit*>(m_rows[QLatin1String(field)].editor)->setText(QLocale().toString(value, 'g', 6));
}

void TrainingForm::setCount(const char* field, int value) {
    qobject_cast<QSpinBox*>(m_rows[QLatin1String(field)].editor)->setValue(value);
}

void TrainingForm::takeRecipe() {
    const Recipe recipe = loadDetectorSpec(m_model->currentText().toStdString(), m_families).recipe;
    m_unit->setCurrentIndex(kBySteps);
    m_length->setValue(recipe.steps);
    setCount("batch_size", recipe.batch_size);
    setNumber("learning_rate", recipe.learning_rate);
    setCount("warmup_steps", recipe.warmup_steps);
    setNumber("gradient_clip", recipe.gradient_clip);
    Q_EMIT edited();
}

void TrainingForm::setModel(const QString& preset) {
    m_model->setCurrentText(preset);
}

QString TrainingForm::model() const {
    return m_model->currentText();
}

void TrainingForm::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    m_dataset = dataset;
    m_split->clear();
    m_val_split->clear();
    m_split->addItem(tr("every image"), QString());
    m_val_split->addItem(tr("nothing"), QString());
    if (dataset) {
        for (const auto& [name, images] : dataset->splits) {
            m_split->addItem(QString::fromStdString(name), QString::fromStdString(name));
            m_val_split->addItem(QString::fromStdString(name), QString::fromStdString(name));
        }
    }
    const auto choose = [](QComboBox* box, std::initializer_list<const char*> names) {
        for (const char* name : names) {
            const int index = box->findData(QLatin1String(name));
            if (index >= 0) {
                box->setCurrentIndex(index);
                return;
            }
        }
    };
    choose(m_split, {"train", "trainval"});
    choose(m_val_split, {"val", "test"});
    Q_EMIT edited();
}

void TrainingForm::setPriorConfig(const PriorConfig& config) {
    m_prior_config = config;
    fillPriors();
}

void TrainingForm::usePriorConfig(const PriorConfig& config) {
    setPriorConfig(config);
    m_priors->setCurrentIndex(m_priors->count() - 1);
}

void TrainingForm::fillPriors() {
    const bool edited_layout = m_priors->currentIndex() == 1;
    const DetectorSpec spec = loadDetectorSpec(m_model->currentText().toStdString(), m_families);
    m_priors->clear();
    m_priors->setEnabled(spec.family->has_priors);
    if (!spec.family->has_priors) {
        m_priors->addItem(tr("none: %1 has no priors").arg(QString::fromStdString(spec.family->title)));
        return;
    }
    m_priors->addItem(tr("the model's own"));
    if (!m_prior_config.maps.empty()) {
        m_priors->addItem(tr("Priors: %1").arg(QString::fromStdString(m_prior_config.name)));
    }
    m_priors->setCurrentIndex(edited_layout && m_priors->count() > 1 ? 1 : 0);
}

void TrainingForm::setRunsFolder(const QString& folder) {
    m_folder->setText(folder);
    m_folder->setToolTip(folder);
}

QString TrainingForm::runsFolder() const {
    return m_folder->text().trimmed();
}

void TrainingForm::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of runs"), runsFolder());
    if (!folder.isEmpty()) {
        setRunsFolder(folder);
        Q_EMIT runsFolderChanged(folder);
    }
}

void TrainingForm::setWeights(const QString& file) {
    m_weights->setText(file);
}

QString TrainingForm::weights() const {
    return m_weights->text().trimmed();
}

void TrainingForm::chooseWeights() {
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Start from weights"), weights(), tr("Weights (*.pt *.pth *.safetensors);;All files (*)"));
    if (!file.isEmpty()) {
        setWeights(file);
    }
}

DetectorSpec TrainingForm::spec() const {
    DetectorSpec spec = loadDetectorSpec(m_model->currentText().toStdString(), m_families);
    if (m_priors->currentIndex() == 1) {
        spec = withPriors(std::move(spec), m_prior_config);
    }
    if (m_dataset) {
        spec.classes = m_dataset->classes;
    }
    return spec;
}

TrainingOptions TrainingForm::options() const {
    TrainingOptions options;
    options.dataset = m_dataset ? m_dataset->root.string() : std::string();
    options.split = m_split->currentData().toString().toStdString();
    options.val_split = m_val_split->currentData().toString().toStdString();
    options.weights = weights().toStdString();
    (m_unit->currentIndex() == kByEpochs ? options.epochs : options.steps) = m_length->value();
    options.batch_size = count("batch_size");
    options.learning_rate = number("learning_rate");
    options.seed = static_cast<std::uint64_t>(count("seed"));
    options.weight_decay = number("weight_decay");
    options.momentum = number("momentum");
    options.bias_rate = number("bias_rate");
    options.warmup_steps = count("warmup_steps");
    options.gradient_clip = number("gradient_clip");
    options.match_iou = number("match_iou");
    options.negative_ratio = number("negative_ratio");
    options.flip = number("flip");
    options.train_on_difficult = m_difficult->isChecked();
    options.precision = m_precision->currentData().toString().toStdString();
    options.evaluate_every = count("evaluate_every");
    options.checkpoint_every = count("checkpoint_every");
    return options;
}

std::vector<Problem> TrainingForm::validate() {
    std::vector<Problem> problems = options().validate();
    const std::vector<Problem> of_spec = m_dataset ? spec().validate() : std::vector<Problem>();
    for (const Problem& problem : of_spec) {
        problems.push_back({"priors", problem.field + " " + problem.message});
    }
    if (!weights().isEmpty() && !QFileInfo(weights()).isFile()) {
        problems.push_back({"weights", "there is no such file"});
    }
    if (runsFolder().isEmpty()) {
        problems.push_back({"folder", "must name a folder"});
    }
    for (const Row& row : m_rows) {
        row.mark->hide();
        row.mark->clear();
    }
    for (const Problem& problem : problems) {
        const auto row = m_rows.constFind(QString::fromStdString(problem.field));
        if (row == m_rows.constEnd()) {
            continue;
        }
        row->mark->setText(QStringLiteral("▲ ") + QString::fromStdString(problem.message));
        row->mark->show();
        if (m_advanced->isAncestorOf(row->editor)) {
            m_advanced_button->setChecked(true);
        }
    }
    return problems;
}

QString TrainingForm::mark(const QString& field) const {
    return m_rows.contains(field) ? m_rows[field].mark->text() : QString();
}

QWidget* TrainingForm::editor(const QString& field) const {
    return m_rows.contains(field) ? m_rows[field].editor : nullptr;
}

}  // namespace priorscope
