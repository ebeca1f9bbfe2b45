#include "widgets/priors/image/image_panel.hpp"

#include "widgets/canvas/current_image.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {

ImagePanel::ImagePanel(Workbench& workbench, ThemeManager& themes, CoverageService& coverage, QWidget* parent)
    : Panel(tr("Image"), parent), m_workbench(workbench), m_coverage(coverage) {
    buildBody(themes.theme());
    buildTools();
    followIcons(this, themes);
    connect(&themes, &ThemeManager::changed, m_canvas, &ImageCanvas::setTheme);
    connect(m_canvas, &ImageCanvas::hovered, this, &ImagePanel::showCell);
    connect(m_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { m_workbench.setSelectedObject(-1); });
    auto* binder = new CurrentImage(*m_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &ImagePanel::refresh);
    connect(&m_coverage, &CoverageService::imageChanged, this, &ImagePanel::refresh);
    connect(&m_workbench, &Workbench::imagesChanged, this, &ImagePanel::refresh);
    connect(&m_workbench, &Workbench::selectedObjectChanged, this, &ImagePanel::refresh);
    setMode(OverlayMode::object);
}

void ImagePanel::buildBody(const Theme& theme) {
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_canvas = new ImageCanvas(theme, body);
    // The tools of a mode are beside the caption: the head has no room for them in a small window.
    auto* foot = new QWidget(body);
    foot->setProperty("ground", "base");
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setFixedHeight(Metrics::kPanelHead);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    row->setSpacing(Metrics::kGap);
    m_caption = new ElidedLabel(QString(), foot);
    m_caption->setProperty("role", "caption");
    m_all_maps = new Chip(tr("All maps"), foot);
    m_all_maps->setCheckable(true);
    m_all_maps->setToolTip(tr("The cell under the pointer in every feature map, not only the selected one"));
    m_steps = new SegmentedControl({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}, foot);
    row->addWidget(m_caption, 1);
    row->addWidget(m_all_maps);
    row->addWidget(m_steps);
    column->addWidget(m_canvas, 1);
    column->addWidget(foot);
    setContent(body);
    setGround("base");
}

void ImagePanel::buildTools() {
    m_steps->setSegmentToolTip(0,
                               tr("Priors that overlap an object by IoU 0.50 or more become positives (N)"));
    m_steps->setSegmentToolTip(1, tr("Each object takes its best prior, whatever the overlap (N)"));
    m_steps->setSegmentToolTip(2, tr("All others are negatives; the hardest are trained (N)"));
    m_modes = new SegmentedControl({tr("Cell"), tr("Object"), tr("Matching")}, this);
    m_modes->setSegmentToolTip(0, tr("Priors of the cell under the pointer (Alt+1)"));
    m_modes->setSegmentToolTip(1, tr("Priors that cover the selected object (Alt+2)"));
    m_modes->setSegmentToolTip(2, tr("Matching, step by step, as the loss does it (Alt+3)"));
    addTool(m_modes);
    addSpace(Metrics::kGap);
    connect(m_all_maps, &QToolButton::toggled, this, [this](bool on) {
        m_overlay.all_maps = on;
        refresh();
    });
    connect(m_steps, &SegmentedControl::changed, this, [this](int step) {
        m_overlay.step = static_cast<MatchingStep>(step);
        refresh();
    });
    connect(m_modes, &SegmentedControl::changed, this,
            [this](int mode) { setMode(static_cast<OverlayMode>(mode)); });
    auto* previous = new IconButton(QStringLiteral("chevron-left"), tr("Previous image (A)"), this);
    auto* next = new IconButton(QStringLiteral("chevron-right"), tr("Next image (D)"), this);
    auto* fit = new IconButton(QStringLiteral("fit"), tr("Fit the image (Ctrl+F)"), this);
    addTool(previous);
    addTool(next);
    addTool(fit);
    connect(previous, &QToolButton::clicked, this, [this] { m_workbench.stepImage(-1); });
    connect(next, &QToolButton::clicked, this, [this] { m_workbench.stepImage(1); });
    connect(fit, &QToolButton::clicked, m_canvas, &ImageCanvas::fit);
}

void ImagePanel::setMode(OverlayMode mode) {
    m_overlay.mode = mode;
    m_modes->setCurrent(static_cast<int>(mode));
    m_all_maps->setVisible(mode == OverlayMode::cell);
    m_steps->setVisible(mode == OverlayMode::matching);
    refresh();
}

void ImagePanel::nextStep() {
    setMode(OverlayMode::matching);
    m_steps->segment((m_steps->current() + 1) % 3)->click();
}

void ImagePanel::setMap(int map) {
    m_overlay.map = map;
    refresh();
}

void ImagePanel::showCell(const QPointF& fraction, bool inside) {
    m_overlay.pointer = fraction;
    m_overlay.is_pointing = inside;
    if (m_overlay.mode == OverlayMode::cell) {
        refresh();
    }
}

void ImagePanel::refresh() {
    const std::optional<ImageRow> record = m_workbench.currentRecord();
    if (!record) {
        m_canvas->setLayers({});
        return;
    }
    const ImagePriorsPtr& priors = m_coverage.image();
    const bool is_known = priors && priors->image == m_workbench.currentImage() &&
                          m_overlay.map < static_cast<int>(priors->priors->config.maps.size());
    std::vector<CanvasBox> objects = objectBoxes(m_workbench, *record);
    for (CanvasBox& box : objects) {
        if (is_known) {
            const BestPrior& best = priors->best.at(static_cast<std::size_t>(box.id));
            box.label += QLatin1Char(' ') + figureText(static_cast<double>(best.iou), 2);
        }
    }
    ImageOverlay overlay;
    if (is_known) {
        overlay = imageOverlay(m_workbench, *priors, m_overlay);
    }
    m_canvas->setLayers({{.name = QStringLiteral("objects"), .boxes = std::move(objects)},
                         {.name = QStringLiteral("priors"), .boxes = std::move(overlay.boxes)}});
    setSubtitle(QString::fromStdString(record->image_file.filename().string()));
    m_caption->setText(overlay.caption);
}

}  // namespace priorscope
