#include "widgets/priors/priors_workspace.hpp"

#include <QStackedWidget>
#include <array>
#include <cmath>

#include "core/priors/prior_edit.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/plots/plot_panel.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kLeastPlots = 168;  ///< pixels
constexpr int kMostPlots = 280;
constexpr int kLeastGallery = 140;
constexpr int kLeastList = 248;
constexpr int kGalleryPause_ms = 120;
constexpr int kFrame_ms = 8;  ///< the plots follow a slider at 60 frames a second
constexpr std::size_t kMostCrosses = 1500;
constexpr double kShownPositives = 0.05;
constexpr double kShown = 5e-4;  ///< changes below do not show in three decimals

Figure shareFigure(const QString& label, std::optional<double> before, double after, const QString& tip) {
    Figure figure{.label = label, .value = figureText(after), .tool_tip = tip};
    if (before && std::abs(after - *before) >= kShown) {
        figure.before = figureText(*before);
        figure.change = figureText(std::abs(after - *before));
        figure.trend = after > *before ? Trend::better : Trend::worse;
        figure.is_rise = after > *before;
    }
    return figure;
}

/// Fewer are better.
Figure countFigure(const QString& label, std::optional<std::int64_t> before, std::int64_t after,
                   const QString& tip) {
    Figure figure{.label = label, .value = countText(after), .tool_tip = tip};
    if (before && *before != after) {
        figure.before = countText(*before);
        figure.is_rise = after > *before;
        figure.trend = figure.is_rise ? Trend::worse : Trend::better;
        figure.change = countText(std::abs(after - *before));
    }
    return figure;
}

Figure positivesFigure(std::optional<double> before, double after) {
    Figure figure{
        .label = PriorsWorkspace::tr("Positives per object"),
        .value = figureText(after, 1),
        .tool_tip = PriorsWorkspace::tr("Priors that overlap an object by IoU 0.50 or more, mean over the "
                                        "objects; each learns to find it")};
    if (before && std::abs(after - *before) >= kShownPositives) {
        figure.before = figureText(*before, 1);
        figure.is_rise = after > *before;
        figure.change = (figure.is_rise ? QStringLiteral("+") : QStringLiteral("−")) +
                        figureText(std::abs(after - *before), 1);
    }
    return figure;
}

/// The class of lowest recall that has objects; null where none has.
const ClassCoverage* lowestClass(const CoverageView& view) {
    const ClassCoverage* lowest = nullptr;
    for (const ClassCoverage& each : view.classes) {
        if (each.objects > 0 && (lowest == nullptr || each.recall() < lowest->recall())) {
            lowest = &each;
        }
    }
    return lowest;
}

}  // namespace

PriorsWorkspace::PriorsWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent),
      m_workbench(context.workbench),
      m_document(context.workbench.priorConfig()),
      m_coverage(context.workbench) {
    m_figures = new FigureStrip(context.themes.theme(), this);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("priors-columns"));
    m_columns->addWidget(buildCanvas());
    m_columns->addWidget(buildShapes());
    m_plots = new QSplitter(Qt::Horizontal, this);
    m_plots->setObjectName(QStringLiteral("priors-plots"));
    m_plots->addWidget(buildPlots());
    m_plots->addWidget(buildBreakdown());
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->setObjectName(QStringLiteral("priors-rows"));
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_plots);
    m_rows->addWidget(buildGallery());
    for (QSplitter* splitter : {m_columns, m_plots, m_rows}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
        connect(splitter, &QSplitter::splitterMoved, this, [this] { m_columns_moved = true; });
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_figures);
    column->addWidget(m_rows, 1);
    m_inspector = new LayoutInspector(m_document, context.themes, &context.jobs);
    setFocusProxy(m_canvas);
    buildCommands();
    followTheme();
    connectEverything();
    m_coverage.setBaseline(m_document.baseline());
    m_coverage.setConfig(m_document.config());
    m_shapes->setLayouts(m_document.config(), m_document.baseline());
    refreshInUse();
    refreshFields();
}

void PriorsWorkspace::connectEverything() {
    connect(&m_document, &PriorDocument::changed, this, [this] {
        m_coverage.setConfig(m_document.config());
        m_shapes->setLayouts(m_document.config(), m_document.baseline());
        refreshInUse();
        refreshFields();
    });
    connect(&m_document, &PriorDocument::baselineChanged, this, [this] {
        m_coverage.setBaseline(m_document.baseline());
        m_shapes->setLayouts(m_document.config(), m_document.baseline());
    });
    connect(&m_coverage, &CoverageService::changed, this, [this] {
        refreshFigures();
        refreshCurves();
        refreshShapes();
        scheduleGallery();
        m_inspector->suggest()->setObjects(m_coverage.current() ? m_coverage.current()->objects : nullptr);
    });
    connect(&m_coverage, &CoverageService::baselineChanged, this, [this] {
        refreshFigures();
        refreshCurves();
        scheduleGallery();
    });
    // Crops cost more than curves: they follow a drag a few times a second.
    m_gallery_timer.setSingleShot(true);
    m_gallery_timer.setInterval(kGalleryPause_ms);
    connect(&m_gallery_timer, &QTimer::timeout, this, &PriorsWorkspace::refreshGallery);
    connect(&m_coverage, &CoverageService::contoursChanged, this,
            [this] { m_shapes->setContours(m_coverage.contour(), m_coverage.baselineContour()); });
    connect(&m_coverage, &CoverageService::imageChanged, this, &PriorsWorkspace::refreshBoxes);
    connect(&m_workbench, &Workbench::imagesChanged, this, &PriorsWorkspace::refreshBoxes);
    connect(&m_workbench, &Workbench::selectedObjectChanged, this, &PriorsWorkspace::refreshBoxes);
    connect(&m_workbench, &Workbench::selectedClassChanged, this, &PriorsWorkspace::refreshGallery);
    connect(&m_workbench, &Workbench::priorConfigChanged, this, &PriorsWorkspace::refreshInUse);
    connect(m_inspector, &LayoutInspector::mapSelected, this, [this](int map) {
        m_overlay.map = map;
        refreshBoxes();
    });
    connect(m_inspector, &LayoutInspector::useRequested, this,
            [this] { m_workbench.setPriorConfig(m_document.config()); });
    connect(&m_document, &PriorDocument::versionsChanged, this, &Workspace::sessionChanged);
    connect(&m_workbench, &Workbench::modelChanged, m_inspector->costs(), &CostTable::setModel);
    m_inspector->costs()->setModel(m_workbench.model());
    connect(&m_workbench, &Workbench::datasetChanged, this, [this] {
        // At once: both speak of images of the dataset.
        refreshGallery();
        m_inspector->suggest()->setObjects(nullptr);
        if (m_workbench.dataset()) {
            m_inspector->costs()->setClassCount(static_cast<int>(m_workbench.dataset()->classes.size()));
        }
    });
    connect(m_inspector->costs(), &CostTable::modelChosen, this, &PriorsWorkspace::refreshFields);
    connect(m_shapes, &ShapePlaneView::gestureStarted, this, [this] { m_document.beginGesture(); });
    connect(m_shapes, &ShapePlaneView::gestureFinished, this, [this] { m_document.endGesture(); });
    connect(m_shapes, &ShapePlaneView::shapeChanged, this, &PriorsWorkspace::editShape);
    connect(m_shapes, &ShapePlaneView::selected, m_inspector, &LayoutInspector::selectShape);
    connect(m_inspector, &LayoutInspector::shapeSelected, m_shapes, &ShapePlaneView::select);
}

QWidget* PriorsWorkspace::buildCanvas() {
    m_canvas_panel = new Panel(tr("Image"), this);
    auto* previous = new IconButton(QStringLiteral("chevron-left"), tr("Previous image (A)"), m_canvas_panel);
    auto* next = new IconButton(QStringLiteral("chevron-right"), tr("Next image (D)"), m_canvas_panel);
    auto* fit = new IconButton(QStringLiteral("fit"), tr("Fit the image (Ctrl+F)"), m_canvas_panel);
    auto* body = new QWidget(m_canvas_panel);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_canvas = new ImageCanvas(context().themes.theme(), body);
    m_caption = new ElidedLabel(QString(), body);
    m_caption->setFixedHeight(Metrics::kRow);
    m_caption->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    m_caption->setProperty("role", "caption");
    m_caption->setProperty("ground", "base");
    column->addWidget(m_canvas, 1);
    column->addWidget(m_caption);
    m_canvas_panel->setContent(body);
    m_canvas_panel->setGround("base");
    buildOverlayTools();
    m_canvas_panel->addTool(previous);
    m_canvas_panel->addTool(next);
    m_canvas_panel->addTool(fit);
    connect(previous, &QToolButton::clicked, this, [this] { m_workbench.stepImage(-1); });
    connect(next, &QToolButton::clicked, this, [this] { m_workbench.stepImage(1); });
    connect(fit, &QToolButton::clicked, m_canvas, &ImageCanvas::fit);
    auto* binder = new CurrentImage(*m_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &PriorsWorkspace::refreshBoxes);
    connect(m_canvas, &ImageCanvas::hovered, this, &PriorsWorkspace::showCell);
    connect(m_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { m_workbench.setSelectedObject(-1); });
    return m_canvas_panel;
}

void PriorsWorkspace::buildOverlayTools() {
    m_all_maps = new Chip(tr("All maps"), m_canvas_panel);
    m_all_maps->setCheckable(true);
    m_all_maps->setToolTip(tr("The cell under the pointer of every feature map, not only of the chosen one"));
    m_steps =
        new SegmentedControl({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}, m_canvas_panel);
    m_steps->setSegmentToolTip(0,
                               tr("Priors that overlap an object by IoU 0.50 or more become positives (N)"));
    m_steps->setSegmentToolTip(1, tr("Each object takes its best prior, whatever the overlap (N)"));
    m_steps->setSegmentToolTip(2, tr("All others are negatives; the hardest are trained (N)"));
    m_modes = new SegmentedControl({tr("Cell"), tr("Object"), tr("Matching")}, m_canvas_panel);
    m_modes->setSegmentToolTip(0, tr("Priors of the cell under the pointer (Alt+1)"));
    m_modes->setSegmentToolTip(1, tr("Priors that find the selected object (Alt+2)"));
    m_modes->setSegmentToolTip(2, tr("Matching, step by step, as the loss does it (Alt+3)"));
    for (QWidget* tool : {static_cast<QWidget*>(m_all_maps), static_cast<QWidget*>(m_steps),
                          static_cast<QWidget*>(m_modes)}) {
        m_canvas_panel->addTool(tool);
    }
    m_canvas_panel->addSpace(Metrics::kGap);
    connect(m_all_maps, &QToolButton::toggled, this, [this](bool on) {
        m_overlay.all_maps = on;
        refreshBoxes();
    });
    connect(m_steps, &SegmentedControl::changed, this, [this](int step) {
        m_overlay.step = static_cast<MatchingStep>(step);
        refreshBoxes();
    });
    connect(m_modes, &SegmentedControl::changed, this,
            [this](int mode) { setOverlayMode(static_cast<OverlayMode>(mode)); });
    setOverlayMode(OverlayMode::object);
}

void PriorsWorkspace::setOverlayMode(OverlayMode mode) {
    m_overlay.mode = mode;
    m_modes->setCurrent(static_cast<int>(mode));
    m_all_maps->setVisible(mode == OverlayMode::cell);
    m_steps->setVisible(mode == OverlayMode::matching);
    refreshBoxes();
}

QWidget* PriorsWorkspace::buildShapes() {
    m_shapes_panel = new Panel(tr("Shapes"), this);
    auto* legend = new ElidedLabel(tr("× uncovered"), m_shapes_panel);
    legend->setProperty("role", "caption");
    legend->setToolTip(
        tr("Inside the line, nine of ten places on the image have a prior that overlaps such an "
           "object by IoU 0.50 or more"));
    m_shapes_panel->addLegend(legend);
    m_shapes = new ShapePlaneView(context().themes.theme(), m_shapes_panel);
    auto* resize = new SegmentedControl({tr("Stretch"), tr("Letterbox")}, m_shapes_panel);
    resize->setSegmentToolTip(0,
                              tr("Images are stretched to the network's square input, and ratios with them"));
    resize->setSegmentToolTip(1, tr("Images keep their ratio and get borders"));
    resize->setCurrent(0);
    auto* fit = new IconButton(QStringLiteral("fit"), tr("Show everything (Home)"), m_shapes_panel);
    auto* more = new IconButton(QStringLiteral("more"), tr("Plot menu"), m_shapes_panel);
    more->setMenu(m_shapes->menu());
    more->setPopupMode(QToolButton::InstantPopup);
    m_shapes_panel->addTool(resize);
    m_shapes_panel->addTool(fit);
    m_shapes_panel->addTool(more);
    m_shapes_panel->setContent(m_shapes);
    m_shapes_panel->setGround("base");
    connect(resize, &SegmentedControl::changed, this, [this](int index) {
        m_coverage.setResize(index == 0 ? ResizeMode::stretch : ResizeMode::letterbox);
    });
    connect(fit, &QToolButton::clicked, m_shapes, &ShapePlaneView::goHome);
    return m_shapes_panel;
}

QWidget* PriorsWorkspace::buildPlots() {
    auto* both = new QSplitter(Qt::Horizontal, this);
    both->setObjectName(QStringLiteral("priors-curves"));
    both->setHandleWidth(1);
    both->setChildrenCollapsible(false);
    m_curve = new PlotPanel(tr("Recall"), context().themes, both);
    m_curve->plot()->setAxisTitles(tr("IoU threshold"), tr("recall"));
    m_curve->plot()->setHomeX(std::pair(0.3, 0.95));
    m_curve->plot()->setHomeY(std::pair(0.0, 1.0));
    m_curve->setToolTip(tr("Share of objects whose best prior overlaps them by at least the threshold"));
    m_histogram = new PlotPanel(tr("Best IoU"), context().themes, both);
    m_histogram->plot()->setAxisTitles(tr("best IoU of an object"), tr("objects"));
    m_histogram->plot()->setHomeX(std::pair(0.0, 1.0));
    m_histogram->plot()->setMarkers({{.x = static_cast<double>(kCoverageIou), .label = QString()}});
    m_histogram->setToolTip(
        tr("Objects by their overlap with their best prior; left of 0.50 they are uncovered"));
    for (PlotPanel* panel : {m_curve, m_histogram}) {
        const bool stairs = panel == m_histogram;
        panel->plot()->addSeries({.name = tr("after"),
                                  .color = [](const Theme& theme) { return theme.current; },
                                  .width = 2.0,
                                  .stairs = stairs});
        panel->plot()->addSeries({.name = tr("before"),
                                  .color = [](const Theme& theme) { return theme.third; },
                                  .line = Qt::DashLine,
                                  .stairs = stairs});
        panel->plot()->setRedrawInterval(kFrame_ms);
        both->addWidget(panel);
    }
    return both;
}

QWidget* PriorsWorkspace::buildBreakdown() {
    auto* panel = new Panel(tr("Breakdown"), this);
    m_kinds = new SegmentedControl({tr("Class"), tr("Size"), tr("Map"), tr("Field")}, panel);
    m_kinds->setSegmentToolTip(0, tr("Recall of each class at IoU 0.50"));
    m_kinds->setSegmentToolTip(1,
                               tr("Recall at IoU 0.50 by size: the root of the area, pixels of the input"));
    m_kinds->setSegmentToolTip(2,
                               tr("Share of the positives that each feature map gets: pairs of an object and "
                                  "a prior at IoU 0.50"));
    m_kinds->setSegmentToolTip(3, tr("Receptive field of each feature map beside the sizes of its priors"));
    m_kinds->setCurrent(0);
    panel->addLegend(m_kinds);
    const std::array<QString, 2> legends{tr("○ before   ● after   ▽ worse"),
                                         tr("▬ priors   ○ effective   ● theoretical")};
    auto* legend = new ElidedLabel(legends[0], panel);
    legend->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    legend->setProperty("role", "caption");
    panel->addTool(legend);
    panel->addSpace(Metrics::kGap);
    auto* pages = new QStackedWidget(panel);
    m_classes = new ClassRecallList(m_workbench, context().themes.theme(), pages);
    m_fields = new FieldChart(context().themes.theme(), &context().jobs, pages);
    pages->addWidget(m_classes);
    pages->addWidget(m_fields);
    panel->setContent(pages);
    panel->setMinimumWidth(kLeastList);
    connect(m_kinds, &SegmentedControl::changed, this, [this, pages, legend, legends](int index) {
        const bool fields = index > static_cast<int>(Breakdown::by_map);
        pages->setCurrentWidget(fields ? static_cast<QWidget*>(m_fields) : m_classes);
        legend->setText(legends[fields ? 1 : 0]);
        if (!fields) {
            m_classes->recalls()->setBreakdown(static_cast<Breakdown>(index));
        }
    });
    return panel;
}

QWidget* PriorsWorkspace::buildGallery() {
    m_gallery_panel = new Panel(tr("Uncovered objects"), this);
    m_gallery = new UncoveredGallery(m_workbench, context().themes.theme(), m_gallery_panel);
    m_gallery_tabs = new SegmentedControl({tr("All"), tr("Newly"), tr("Mended")}, m_gallery_panel);
    m_gallery_tabs->setSegmentToolTip(0, tr("Objects that no prior covers now"));
    m_gallery_tabs->setSegmentToolTip(1, tr("Objects that the baseline covers and this layout does not"));
    m_gallery_tabs->setSegmentToolTip(2, tr("Objects that the baseline does not cover and this layout does"));
    m_gallery_tabs->setCurrent(0);
    m_gallery_panel->addTool(m_gallery_tabs);
    m_gallery_panel->addSpace(Metrics::kGap);
    m_gallery_panel->setContent(m_gallery);
    m_gallery_panel->setToolTip(tr("Objects whose best prior overlaps them by less than IoU 0.50"));
    connect(m_gallery, &QListView::doubleClicked, this,
            [this] { Q_EMIT workspaceRequested(QStringLiteral("dataset")); });
    connect(m_gallery_tabs, &SegmentedControl::changed, this, &PriorsWorkspace::refreshGallery);
    return m_gallery_panel;
}

void PriorsWorkspace::resizeEvent(QResizeEvent* event) {
    Workspace::resizeEvent(event);
    if (!m_columns_moved) {
        shareRoom();
    }
}

void PriorsWorkspace::shareRoom() {
    const int room = height() - m_figures->height();
    const int gallery = std::clamp(room / 5, kLeastGallery, 2 * kLeastGallery);
    const int plots = std::clamp(room * 3 / 10, kLeastPlots, kMostPlots);
    m_rows->setSizes({room - gallery - plots, plots, gallery});
    m_columns->setSizes({width() / 2, width() - width() / 2});
    m_plots->setSizes({width() / 2, width() - width() / 2});
}

void PriorsWorkspace::buildCommands() {
    const auto add = [this](const QString& text, const QKeySequence& key, const std::function<void()>& run) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, run);
        m_commands << action;
    };
    m_commands = m_inspector->commands();
    add(tr("Use for training"), QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        if (m_inspector->useButton()->isEnabled()) {
            m_inspector->useButton()->click();
        }
    });
    add(tr("Suggest a layout"), QKeySequence(Qt::CTRL | Qt::Key_G),
        [this] { m_inspector->showSuggest(!m_inspector->suggestButton()->isChecked()); });
    m_commands << nullptr;
    add(tr("Priors of a cell"), QKeySequence(Qt::ALT | Qt::Key_1),
        [this] { setOverlayMode(OverlayMode::cell); });
    add(tr("Priors of an object"), QKeySequence(Qt::ALT | Qt::Key_2),
        [this] { setOverlayMode(OverlayMode::object); });
    add(tr("Matching"), QKeySequence(Qt::ALT | Qt::Key_3), [this] { setOverlayMode(OverlayMode::matching); });
    add(tr("Next step of matching"), QKeySequence(Qt::Key_N), [this] {
        setOverlayMode(OverlayMode::matching);
        m_steps->segment((m_steps->current() + 1) % 3)->click();
    });
    add(tr("Fit the image"), QKeySequence(Qt::CTRL | Qt::Key_F), [this] { m_canvas->fit(); });
    add(tr("Fit the width"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        [this] { m_canvas->fitWidth(); });
    add(tr("Hide or show boxes"), QKeySequence(Qt::CTRL | Qt::Key_H), [this] { m_canvas->toggleBoxes(); });
}

void PriorsWorkspace::followTheme() {
    connect(&context().themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_figures->setTheme(theme);
        m_canvas->setTheme(theme);
        m_shapes->setTheme(theme);
        m_classes->setTheme(theme);
        m_fields->setTheme(theme);
        m_gallery->setTheme(theme);
    });
    followIcons(m_inspector, context().themes);
    followIcons(m_shapes_panel, context().themes);
}

void PriorsWorkspace::restoreSession(const QByteArray& session) {
    try {
        m_document.restoreVersions(session);
    } catch (const std::exception& error) {
        context().jobs.log().append(LogLevel::error, QString::fromUtf8(error.what()));
        m_inspector->banner()->showError(QString::fromUtf8(error.what()));
    }
}

void PriorsWorkspace::refreshInUse() {
    m_inspector->setInUse(m_document.config() == m_workbench.priorConfig());
}

void PriorsWorkspace::refreshFields() {
    m_fields->setLayout(m_document.config(), m_inspector->costs()->backbone());
}

void PriorsWorkspace::refreshFigures() {
    const CoverageViewPtr& now = m_coverage.current();
    const CoverageViewPtr& base = m_coverage.baseline();
    if (!now) {
        return;
    }
    const auto fromBase = [&base](auto get) { return base ? std::optional(get(*base)) : std::nullopt; };
    std::vector<Figure> figures;
    figures.push_back(
        shareFigure(tr("Recall at IoU 0.50"),
                    fromBase([](const CoverageView& view) { return view.coverage.recall(kCoverageIou); }),
                    now->coverage.recall(kCoverageIou),
                    tr("Share of objects whose best prior overlaps them by at least IoU 0.50")));
    figures.push_back(shareFigure(
        tr("Mean best IoU"), fromBase([](const CoverageView& view) { return view.coverage.mean_best_iou; }),
        now->coverage.mean_best_iou, tr("Overlap of an object with its best prior, mean over the objects")));
    figures.push_back(countFigure(tr("Uncovered objects"), fromBase([](const CoverageView& view) {
                                      return static_cast<std::int64_t>(view.uncovered.size());
                                  }),
                                  static_cast<std::int64_t>(now->uncovered.size()),
                                  tr("Objects whose best prior overlaps them by less than IoU 0.50, of %1")
                                      .arg(countText(static_cast<std::int64_t>(now->objects->size())))));
    if (const ClassCoverage* lowest = lowestClass(*now)) {
        const auto position = static_cast<std::size_t>(lowest->label - 1);
        figures.push_back(shareFigure(tr("Lowest class: %1").arg(m_workbench.className(lowest->label)),
                                      base && position < base->classes.size()
                                          ? std::optional(base->classes[position].recall())
                                          : std::nullopt,
                                      lowest->recall(), tr("The class of lowest recall at IoU 0.50")));
    }
    figures.push_back(
        positivesFigure(fromBase([](const CoverageView& view) { return meanPositives(view.coverage); }),
                        meanPositives(now->coverage)));
    m_figures->setFigures(std::move(figures));
    m_classes->recalls()->setViews(base, now);
}

void PriorsWorkspace::refreshCurves() {
    const std::vector<double> thresholds(curveThresholds().begin(), curveThresholds().end());
    std::vector<double> bins;
    for (int i = 0; i <= kHistogramBins; ++i) {
        bins.push_back(static_cast<double>(i) / kHistogramBins);
    }
    int series = 0;
    for (const CoverageViewPtr& view : {m_coverage.current(), m_coverage.baseline()}) {
        std::vector<double> counts;
        if (view) {
            counts.assign(view->histogram.begin(), view->histogram.end());
            counts.push_back(counts.back());  // the last stair needs an end
        }
        m_curve->plot()->setData(series, view ? thresholds : counts, view ? view->curve : counts);
        m_histogram->plot()->setData(series, view ? bins : counts, counts);
        ++series;
    }
}

void PriorsWorkspace::refreshShapes() {
    const CoverageViewPtr& now = m_coverage.current();
    std::vector<PriorMap::Shape> uncovered;
    for (std::size_t i = 0; i < std::min(now->uncovered.size(), kMostCrosses); ++i) {
        const Box& box = (*now->objects)[now->uncovered[i]].box;
        uncovered.push_back({box.width(), box.height()});
    }
    m_shapes->setObjects(now->density, std::move(uncovered), now->resize == ResizeMode::letterbox);
}

void PriorsWorkspace::editShape(int map, int shape, float w, float h) {
    m_document.edit(tr("Shape of a prior"), [=](PriorConfig& config) {
        setMapShape(config, static_cast<std::size_t>(map), static_cast<std::size_t>(shape), {w, h});
    });
}

void PriorsWorkspace::scheduleGallery() {
    if (!m_gallery_timer.isActive()) {
        m_gallery_timer.start();
    }
}

void PriorsWorkspace::refreshGallery() {
    const CoverageViewPtr& now = m_coverage.current();
    const CoverageViewPtr& base = m_coverage.baseline();
    const int label = m_workbench.selectedClass();
    if (!now) {
        m_gallery->uncovered()->setView(nullptr, {}, label);
        return;
    }
    UncoveredChange change;
    if (base && base->objects->size() == now->objects->size()) {
        change = compareUncovered(base->coverage, now->coverage, kCoverageIou);
    }
    const std::array<const std::vector<std::size_t>*, 3> lists{&now->uncovered, &change.newly,
                                                               &change.mended};
    const std::array<QString, 3> names{tr("All"), tr("Newly"), tr("Mended")};
    for (std::size_t i = 0; i < lists.size(); ++i) {
        m_gallery_tabs->setLabel(static_cast<int>(i),
                                 names[i] + u' ' + countText(static_cast<std::int64_t>(lists[i]->size())));
    }
    m_gallery->uncovered()->setView(now, *lists[static_cast<std::size_t>(m_gallery_tabs->current())], label);
    m_gallery_panel->setSubtitle(label > 0 ? tr("only %1, worst first").arg(m_workbench.className(label))
                                           : tr("worst first"));
}

void PriorsWorkspace::showCell(const QPointF& fraction, bool inside) {
    m_overlay.pointer = fraction;
    m_overlay.is_pointing = inside;
    if (m_overlay.mode == OverlayMode::cell) {
        refreshBoxes();
    }
}

void PriorsWorkspace::refreshBoxes() {
    const ImageRecord* record = m_workbench.currentRecord();
    if (record == nullptr || m_inspector == nullptr) {
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
    m_canvas_panel->setSubtitle(QString::fromStdString(record->image_file.filename().string()));
    m_caption->setText(overlay.caption);
}

}  // namespace priorscope
