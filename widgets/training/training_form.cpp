#include "widgets/training/training_form.hpp"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "core/model/ssd/ssd_family.hpp"
#include "core/training/training_option_table.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/device_box.hpp"

namespace priorscope {
namespace {

constexpr int kBySteps = 0;
constexpr int kByEpochs = 1;

}  // namespace

TrainingForm::TrainingForm(DetectorFamilies families, QWidget* parent)
    : QWidget(parent), m_families(std::move(families)), m_rows(this) {
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

    connect(&m_rows, &OptionRows::edited, this, &TrainingForm::edited);
    connect(m_model, &QComboBox::currentTextChanged, this, &TrainingForm::fillPriors);
    connect(m_model, &QComboBox::currentTextChanged, this, &TrainingForm::takeRecipe);
    connect(m_model, &QComboBox::currentTextChanged, this, &TrainingForm::modelChanged);
    fillPriors();
    takeRecipe();
    setDataset(nullptr);
}

QWidget* TrainingForm::buildBasic() {
    auto* box = new QWidget(this);
    QGridLayout* grid = m_rows.newGrid(box);
    m_model = new QComboBox(this);
    for (const std::string& name : detectorPresetNames(m_families)) {
        m_model->addItem(QString::fromStdString(name));
    }
    m_model->setCurrentText(QStringLiteral("ssd-tiny"));
    m_priors = new QComboBox(this);
    m_split = new QComboBox(this);
    m_val_split = new QComboBox(this);

    m_rows.add(grid, QStringLiteral("model"), tr("Model"), tr("What the network looks like"), m_model);
    m_rows.add(grid, QStringLiteral("priors"), tr("Priors"),
               tr("The layout of prior boxes: the model's own, or that of the Priors workspace"), m_priors);
    m_rows.add(grid, QStringLiteral("weights"), tr("Start from weights"),
               tr("Weights to begin with where they fit: a checkpoint, a state dict (.pt, .pth) or "
                  ".safetensors of the detector or of its backbone. Empty: random weights"),
               buildWeights());
    m_rows.add(grid, QStringLiteral("split"), tr("Train on"), tr("Images whose objects are learned"),
               m_split);
    m_rows.add(grid, QStringLiteral("val_split"), tr("Validate on"),
               tr("Images on which average precision is measured while training"), m_val_split);
    m_rows.add(grid, QStringLiteral("steps"), tr("Length"), tr("One step learns from one batch"),
               buildLength());
    addOptions(grid, basicTexts());
    m_rows.add(grid, QStringLiteral("folder"), tr("Runs in"), tr("Each run gets a folder of its own there"),
               buildFolder());
    return box;
}

QWidget* TrainingForm::buildAdvanced() {
    auto* box = new QWidget(this);
    addOptions(m_rows.newGrid(box), advancedTexts());
    return box;
}

std::vector<TrainingForm::OptionText> TrainingForm::basicTexts() {
    return {
        {"batch_size", tr("Batch size"), tr("Images in a step")},
        {"learning_rate", tr("Learning rate"),
         tr("Of weights, after the warm-up; divided by 10 late in the run")},
        {"seed", tr("Seed"), tr("The same seed gives the same first weights, order and flips")},
    };
}

std::vector<TrainingForm::OptionText> TrainingForm::advancedTexts() {
    return {
        {"weight_decay", tr("Weight decay"), tr("On every parameter")},
        {"momentum", tr("Momentum"), tr("Share of the last step's direction that is kept")},
        {"bias_rate", tr("Rate of biases"), tr("Factor on the learning rate of biases")},
        {"warmup_steps", tr("Warm-up"), tr("Steps over which the rate rises from a tenth")},
        {"drops", tr("Rate drops"),
         tr("Shares of the run after which the rate is divided by 10, with blanks between them")},
        {"gradient_clip", tr("Gradient clip"), tr("Largest norm of the gradient; 0: no limit")},
        {"match_iou", tr("Match IoU"), tr("A prior that overlaps an object by at least this learns it")},
        {"negative_ratio", tr("Negatives"), tr("Hard negative priors per positive one")},
        {"flip", tr("Flip"), tr("Probability of a horizontal flip")},
        {"train_on_difficult", tr("Difficult objects"), tr("Learn difficult objects too")},
        {"device", tr("Device"),
         tr("Where the network is trained; automatic: the first CUDA device, else the CPU")},
        {"precision", tr("Precision"),
         tr("Of convolutions; bfloat16 is faster where the device has instructions for it")},
        {"evaluate_every", tr("Evaluate every"), tr("Steps between evaluations; 0: about ten times a run")},
        {"checkpoint_every", tr("Checkpoint every"), tr("Steps between writes of last.pt")},
        {"keep_every_epochs", tr("Keep every"),
         tr("Epochs between checkpoints that are kept beside the last and the best; 0: none")},
        {"threads", tr("Compute threads"), tr("0: all cores")},
        {"workers", tr("Loading threads"),
         tr("They prepare images and never change results; 0: as many as the machine allows")},
    };
}

void TrainingForm::addOptions(QGridLayout* grid, const std::vector<OptionText>& texts) {
    const TrainingOptions defaults;
    const auto& table = trainingOptionTable();
    for (const OptionText& text : texts) {
        const auto& entry = table.entry(text.key);
        if (text.key == "device") {
            auto* box = new DeviceBox(this);
            connect(box, &QComboBox::currentIndexChanged, &m_rows, &OptionRows::edited);
            m_rows.add(grid, QString::fromStdString(text.key), text.label, text.tool_tip, box);
            continue;
        }
        m_rows.add(grid, entry.info, text.label, text.tool_tip, table.value(defaults, entry));
    }
}

QWidget* TrainingForm::buildLength() {
    m_length = new QSpinBox(this);
    m_length->setRange(1, 10'000'000);
    m_length->setGroupSeparatorShown(true);
    m_length->setAlignment(Qt::AlignRight);
    m_length->setProperty("compact", true);
    connect(m_length, &QSpinBox::valueChanged, this, &TrainingForm::edited);
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

QWidget* TrainingForm::besideButton(QLineEdit* edit, const QString& tool_tip,
                                    void (TrainingForm::*choose)()) {
    edit->setProperty("compact", true);
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
    box->setFocusProxy(edit);
    return box;
}

QWidget* TrainingForm::buildFolder() {
    m_folder = new QLineEdit(this);
    connect(m_folder, &QLineEdit::editingFinished, this, [this] { Q_EMIT runsFolderChanged(runsFolder()); });
    return besideButton(m_folder, tr("Choose the folder of runs"), &TrainingForm::chooseFolder);
}

QWidget* TrainingForm::buildWeights() {
    m_weights = new QLineEdit(this);
    m_weights->setPlaceholderText(tr("random"));
    m_weights->setAccessibleName(tr("Start from weights"));
    m_weights->setClearButtonEnabled(true);
    connect(m_weights, &QLineEdit::textChanged, this, [this](const QString& file) {
        m_weights->setToolTip(file);
        Q_EMIT edited();
    });
    return besideButton(m_weights, tr("Choose a file of weights"), &TrainingForm::chooseWeights);
}

void TrainingForm::takeRecipe() {
    const Recipe recipe = loadDetectorSpec(m_model->currentText().toStdString(), m_families).recipe;
    m_unit->setCurrentIndex(kBySteps);
    m_length->setValue(recipe.steps);
    m_rows.setValue("batch_size", recipe.batch_size);
    m_rows.setValue("learning_rate", recipe.learning_rate);
    m_rows.setValue("warmup_steps", recipe.warmup_steps);
    m_rows.setValue("drops", recipe.drops);
    m_rows.setValue("gradient_clip", recipe.gradient_clip);
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
    const auto& table = trainingOptionTable();
    for (const auto& texts : {basicTexts(), advancedTexts()}) {
        for (const OptionText& text : texts) {
            table.assign(options, table.entry(text.key), m_rows.value(text.key));
        }
    }
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
    m_rows.mark(problems);
    for (const Problem& problem : problems) {
        const QWidget* editor = m_rows.editor(QString::fromStdString(problem.field));
        if (editor != nullptr && m_advanced->isAncestorOf(editor)) {
            m_advanced_button->setChecked(true);
        }
    }
    return problems;
}

QString TrainingForm::mark(const QString& field) const {
    return m_rows.markOf(field);
}

QWidget* TrainingForm::editor(const QString& field) const {
    return m_rows.editor(field);
}

}  // namespace priorscope
