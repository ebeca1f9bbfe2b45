#include "widgets/priors/suggest/suggest_options_form.hpp"

#include <QGridLayout>
#include <QLabel>
#include <limits>

#include "widgets/components/number_field.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kEditorWidth = 168;
constexpr int kMostPriors = 1'000'000;
constexpr int kMostPerCell = 64;
constexpr int kFewestSteps = 1000;
constexpr int kMostSteps = 10'000'000;
constexpr int kLikeStart = -1;  ///< the budget is the number of priors of the start layout

}  // namespace

SuggestOptionsForm::SuggestOptionsForm(QWidget* parent) : QWidget(parent) {
    buildBoxes();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Metrics::kGap);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    const auto add = [&](const QString& text, QWidget* editor, const QString& tool_tip) {
        auto* label = new QLabel(text, this);
        label->setProperty("role", "second");
        label->setBuddy(editor);
        label->setToolTip(tool_tip);
        editor->setProperty("compact", true);
        editor->setAccessibleName(text);
        editor->setToolTip(tool_tip);
        editor->setFixedWidth(kEditorWidth);
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(editor, row, 1);
    };
    add(tr("Aim"), m_aim, tr("What the search maximises"));
    add(tr("IoU threshold"), m_threshold,
        tr("An object is covered by a prior that overlaps it by at least this"));
    add(tr("Form"), m_form,
        tr("Shapes one by one, or a scale with ratios and their reciprocals, as torchvision's generator "
           "makes them"));
    add(tr("Budget"), m_budget_kind, tr("How many priors the layout may have"));
    add(tr("At most"), m_budget, tr("Priors per image, or per cell of each feature map"));
    add(tr("Seed"), m_seed, tr("The same seed gives the same suggestion"));
    add(tr("Steps"), m_steps, tr("Number of shapes tried; more take longer and may find better ones"));
    guardWheel(this);
    followChoices();
}

void SuggestOptionsForm::buildBoxes() {
    const SuggestOptions defaults;
    m_aim = new QComboBox(this);
    m_aim->addItem(tr("mean best IoU"), static_cast<int>(SuggestAim::mean_iou));
    m_aim->addItem(tr("recall"), static_cast<int>(SuggestAim::recall));
    m_aim->addItem(tr("recall of the lowest class"), static_cast<int>(SuggestAim::worst_class));
    m_threshold = new NumberField(this);
    m_threshold->setDecimals(2);
    m_threshold->setSingleStep(0.05);
    m_threshold->setRange(0.05, 0.95);
    m_threshold->setValue(static_cast<double>(defaults.threshold));
    m_form = new QComboBox(this);
    m_form->addItem(tr("free shapes"), static_cast<int>(SuggestForm::free));
    m_form->addItem(tr("scales and ratios"), static_cast<int>(SuggestForm::classic));
    m_budget_kind = new QComboBox(this);
    m_budget_kind->addItem(tr("as many as now"), kLikeStart);
    m_budget_kind->addItem(tr("priors per image"), static_cast<int>(SuggestBudget::per_image));
    m_budget_kind->addItem(tr("priors per cell"), static_cast<int>(SuggestBudget::per_cell));
    const auto count = [this](int least, int most, int value) {
        auto* box = new WholeNumberField(this);
        box->setRange(least, most);
        box->setGroupSeparatorShown(true);
        box->setAlignment(Qt::AlignRight);
        box->setValue(value);
        return box;
    };
    m_budget = count(1, kMostPriors, 1);
    m_seed = count(0, std::numeric_limits<int>::max(), static_cast<int>(defaults.seed));
    m_steps = count(kFewestSteps, kMostSteps, defaults.steps);
    m_steps->setSingleStep(50'000);
    m_threshold->setAlignment(Qt::AlignRight);
    connect(m_budget_kind, &QComboBox::currentIndexChanged, this, &SuggestOptionsForm::followChoices);
}

void SuggestOptionsForm::setStartPriors(int priors) {
    m_start_priors = priors;
    followChoices();
}

void SuggestOptionsForm::followChoices() {
    const int kind = m_budget_kind->currentData().toInt();
    m_budget->setEnabled(kind != kLikeStart);
    if (kind == kLikeStart) {
        m_budget->setRange(0, kMostPriors);
        m_budget->setValue(m_start_priors);
    } else if (kind == static_cast<int>(SuggestBudget::per_cell)) {
        m_budget->setRange(1, kMostPerCell);
        if (m_budget->value() == kMostPerCell) {
            m_budget->setValue(6);  // SSD's own maximum
        }
    } else {
        m_budget->setRange(1, kMostPriors);
        if (m_budget->value() <= kMostPerCell) {
            m_budget->setValue(m_start_priors);
        }
    }
}

SuggestOptions SuggestOptionsForm::options() const {
    SuggestOptions options;
    options.aim = static_cast<SuggestAim>(m_aim->currentData().toInt());
    options.form = static_cast<SuggestForm>(m_form->currentData().toInt());
    const int kind = m_budget_kind->currentData().toInt();
    if (kind != kLikeStart) {
        options.budget_kind = static_cast<SuggestBudget>(kind);
        options.budget = m_budget->value();
    }
    options.threshold = static_cast<float>(m_threshold->value());
    options.steps = m_steps->value();
    options.seed = static_cast<std::uint64_t>(m_seed->value());
    return options;
}

}  // namespace priorscope
