#include "widgets/training/samples/sample_panel.hpp"

#include <QStackedLayout>

#include "widgets/components/controls.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/samples/sample_grid.hpp"
#include "widgets/training/samples/sample_service.hpp"

namespace priorscope {
namespace {

constexpr int kMostEpochs = 1'000'000;
constexpr int kEpochWidth = 104;

}  // namespace

SamplePanel::SamplePanel(Workbench& workbench, RunDocument& draft, ThemeManager& themes, QWidget* parent)
    : Panel(tr("Samples"), parent),
      m_draft(draft),
      m_service(new SampleService(workbench, draft, this)),
      m_grid(new SampleGrid(workbench, themes.theme(), this)) {
    m_choice = new SegmentedControl({tr("Many images"), tr("This image")}, this);
    m_choice->setSegmentToolTip(
        0, tr("One epoch in the run's order, negatives included, from the current image on"));
    m_choice->setSegmentToolTip(1, tr("The turns of the current image, epoch by epoch"));
    m_epoch = new WholeNumberField(this);
    m_epoch->setRange(1, kMostEpochs);
    m_epoch->setPrefix(tr("epoch "));
    m_epoch->setProperty("compact", true);
    m_epoch->setFixedWidth(kEpochWidth);
    m_epoch->setAccessibleName(tr("Epoch"));
    m_epoch->setToolTip(tr("The epoch that is shown, or the first one"));
    m_boxes = new Chip(tr("Boxes"), this);
    m_boxes->setCheckable(true);
    m_boxes->setChecked(true);
    m_boxes->setToolTip(tr("Show the objects; dotted: not trained on, and not taken for background"));
    m_priors = new Chip(tr("Priors"), this);
    m_priors->setCheckable(true);
    m_priors->setToolTip(tr("Show the priors that are positives; dashed: below the matching IoU"));
    auto* close = new IconButton(QStringLiteral("close"), tr("Back to the curves"), this);
    for (QWidget* tool : std::initializer_list<QWidget*>{m_choice, m_epoch, m_boxes, m_priors, close}) {
        addTool(tool);
    }

    auto* content = new QWidget(this);
    m_message = new QLabel(content);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setProperty("role", "second");
    m_pages = new QStackedLayout(content);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(m_message);
    setContent(content);
    setGround("base");
    followIcons(this, themes);

    connect(m_choice, &SegmentedControl::changed, this, [this](int index) {
        m_service->setChoice(index == 1 ? SampleChoice::one_image : SampleChoice::many_images);
    });
    connect(m_epoch, &QSpinBox::valueChanged, this, [this](int epoch) { m_service->setEpoch(epoch - 1); });
    connect(m_boxes, &QToolButton::toggled, m_grid, &SampleGrid::setBoxesShown);
    connect(m_priors, &QToolButton::toggled, m_grid, &SampleGrid::setPriorsShown);
    connect(close, &QToolButton::clicked, this, &SamplePanel::closeRequested);
    connect(m_service, &SampleService::changed, this, &SamplePanel::refresh);
    connect(&themes, &ThemeManager::changed, m_grid, &SampleGrid::setTheme);
}

void SamplePanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    m_service->setShown(true);
}

void SamplePanel::hideEvent(QHideEvent* event) {
    Panel::hideEvent(event);
    m_service->setShown(false);
}

void SamplePanel::refresh() {
    const DetectorSpec& spec = m_draft.spec();
    const QString set = QString::fromStdString(m_draft.draft().options.augmentation.set);
    setSubtitle(tr("%1, %2 × %2 px").arg(set).arg(spec.inputSize()));
    m_priors->setEnabled(m_draft.priors().has_value());
    m_message->setText(m_service->why());
    if (m_service->sheet() != nullptr || !m_service->why().isEmpty()) {
        m_grid->samples()->setSheet(m_service->sheet());
    }
    m_pages->setCurrentWidget(m_service->why().isEmpty() ? static_cast<QWidget*>(m_grid) : m_message);
}

}  // namespace priorscope
