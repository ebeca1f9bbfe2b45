#include "widgets/priors/priors_workspace.hpp"

#include <QStackedWidget>
#include <algorithm>
#include <array>

#include "core/priors/prior_edit.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/plots/plot_panel.hpp"
#include "widgets/priors/coverage/coverage_figures.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kLeastPlots = 168;  ///< pixels
constexpr int kMostPlots = 280;
constexpr int kLeastGallery = 140;
constexpr int kLeastList = 248;
constexpr int kGalleryPause_ms = 120;
constexpr int kFrame_ms = 8;  ///< the plots follow a slider at 60 frames a second
constexpr int kAugmentedSeries = 2;
constexpr std::size_t kMostCrosses = 1500;
const char* const kFirstLayout = "ssd300-voc";

}  // namespace

PriorsWorkspace::PriorsWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent),
      m_workbench(context.workbench),
      m_document(loadPriorConfig(kFirstLayout)),
      m_keeper(m_document, context.project),
      m_coverage(context.workbench) {
    m_figures = new FigureStrip(context.themes.theme(), this);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("priors-columns"));
    m_image = new ImagePanel(m_workbench, context.themes, m_coverage, this);
    m_columns->addWidget(m_image);
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
    setFocusProxy(m_image->canvas());
    buildCommands();
    followTheme();
    connectEverything();
    m_coverage.setBaseline(m_document.baseline());
    m_coverage.setConfig(m_document.config());
    m_shapes->setLayouts(m_document.config(), m_document.baseline());
    followDraft();
    refreshFields();
}

void PriorsWorkspace::connectEverything() {
    connect(&m_document, &PriorDocument::changed, this, [this] {
        m_coverage.setConfig(m_document.config());
        m_shapes->setLayouts(m_document.config(), m_document.baseline());
        refreshUse();
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
        if (m_coverage.current()) {
            m_inspector->suggest()->setObjects(m_coverage.current()->objects);
        }
    });
    connect(&m_coverage, &CoverageService::baselineChanged, this, [this] {
        refreshFigures();
        refreshCurves();
        scheduleGallery();
    });
    // Crops cost more than curves, so they follow a drag only a few times a second.
    m_gallery_timer.setSingleShot(true);
    m_gallery_timer.setInterval(kGalleryPause_ms);
    connect(&m_gallery_timer, &QTimer::timeout, this, &PriorsWorkspace::refreshGallery);
    connect(&m_coverage, &CoverageService::augmentedChanged, this, &PriorsWorkspace::refreshAugmented);
    connect(&m_coverage, &CoverageService::contoursChanged, this,
            [this] { m_shapes->setContours(m_coverage.contour(), m_coverage.baselineContour()); });
    connect(&m_workbench, &Workbench::selectedClassChanged, this, &PriorsWorkspace::refreshGallery);
    connect(&context().draft, &RunDocument::detectorChanged, this, &PriorsWorkspace::followDraft);
    connect(&context().draft, &RunDocument::changed, this,
            [this] { m_coverage.setTraining(context().draft.draft().options); });
    connect(m_inspector, &LayoutInspector::mapSelected, m_image, &ImagePanel::setMap);
    connect(m_inspector, &LayoutInspector::useRequested, this,
            [this](const QString& model) { context().draft.setLayout(m_document.configForRun(), model); });
    connect(&m_keeper, &LayoutKeeper::importSaved, this, &Workspace::sessionChanged);
    connect(&m_workbench, &Workbench::datasetChanged, this, [this] {
        refreshGallery();  // immediately: it refers to images of the dataset
        m_inspector->suggest()->forget();
        if (m_workbench.dataset()) {
            m_inspector->costs()->setClassCount(static_cast<int>(m_workbench.dataset()->classes.size()));
        }
    });
    connect(m_inspector->costs(), &CostTable::modelChosen, this, [this] {
        refreshFields();
        refreshUse();
    });
    connect(m_shapes, &ShapePlaneView::gestureStarted, this, [this] { m_document.beginGesture(); });
    connect(m_shapes, &ShapePlaneView::gestureFinished, this, [this] { m_document.endGesture(); });
    connect(m_shapes, &ShapePlaneView::shapeChanged, this, &PriorsWorkspace::editShape);
    connect(m_shapes, &ShapePlaneView::selected, m_inspector, &LayoutInspector::selectShape);
    connect(m_inspector, &LayoutInspector::shapeSelected, m_shapes, &ShapePlaneView::select);
}

QWidget* PriorsWorkspace::buildShapes() {
    m_shapes_panel = new Panel(tr("Shapes"), this);
    auto* legend = new ElidedLabel(tr("× uncovered"), m_shapes_panel);
    legend->setProperty("role", "caption");
    legend->setToolTip(
        tr("Inside the line: object shapes that some prior overlaps by IoU 0.50 or more at nine of ten "
           "positions in the image"));
    m_shapes_panel->addLegend(legend);
    m_shapes = new ShapePlaneView(context().themes.theme(), m_shapes_panel);
    m_resize = new SegmentedControl({tr("Stretch"), tr("Letterbox")}, m_shapes_panel);
    m_resize->setSegmentToolTip(
        0, tr("Images are stretched to the network's square input, which changes aspect ratios"));
    m_resize->setSegmentToolTip(1, tr("Images keep their aspect ratio and get borders"));
    auto* fit = new IconButton(QStringLiteral("fit"), tr("Show everything (Home)"), m_shapes_panel);
    auto* more = new IconButton(QStringLiteral("more"), tr("Plot menu"), m_shapes_panel);
    more->setMenu(m_shapes->menu());
    more->setPopupMode(QToolButton::InstantPopup);
    m_shapes_panel->addTool(m_resize);
    m_shapes_panel->addTool(fit);
    m_shapes_panel->addTool(more);
    m_shapes_panel->setContent(m_shapes);
    m_shapes_panel->setGround("base");
    connect(m_resize, &SegmentedControl::changed, this, [this](int index) {
        context().draft.setResize(index == 0 ? ResizeMode::stretch : ResizeMode::letterbox);
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
    m_histogram->setMinimumWidth(Metrics::kRow * 6);
    m_histogram->plot()->setAxisTitles(tr("best IoU"), tr("objects"));
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
    m_curve->plot()->addSeries({.name = tr("augmented"),
                                .color = [](const Theme& theme) { return theme.text; },
                                .line = Qt::DotLine});
    m_augmented = new Chip(tr("Augmented"), m_curve);
    m_augmented->setCheckable(true);
    refreshAugmented();
    m_curve->addLegend(m_augmented);
    connect(m_augmented, &QToolButton::toggled, &m_coverage, &CoverageService::setAugmented);
    return both;
}

QWidget* PriorsWorkspace::buildBreakdown() {
    auto* panel = new Panel(tr("By"), this);
    m_kinds = new SegmentedControl({tr("Class"), tr("Size"), tr("Map"), tr("Positives"), tr("Field")}, panel);
    m_kinds->setSegmentToolTip(0, tr("Recall of each class at IoU 0.50"));
    m_kinds->setSegmentToolTip(1,
                               tr("Recall at IoU 0.50 by size: the square root of the area, input pixels"));
    m_kinds->setSegmentToolTip(2,
                               tr("Share of the positives that each feature map gets: pairs of an object and "
                                  "a prior at IoU 0.50"));
    m_kinds->setSegmentToolTip(3, tr("Objects by the number of priors that reach IoU 0.50 with them"));
    m_kinds->setSegmentToolTip(4, tr("Receptive field of each feature map beside the sizes of its priors"));
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
        const bool fields = index > static_cast<int>(Breakdown::by_positives);
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
    m_gallery_tabs = new SegmentedControl({tr("All"), tr("Newly"), tr("Fixed")}, m_gallery_panel);
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
        distributeSpace();
    }
}

void PriorsWorkspace::distributeSpace() {
    const int room = height() - m_figures->height();
    const int gallery = std::clamp(room / 5, kLeastGallery, 2 * kLeastGallery);
    const int plots = std::clamp(room * 3 / 10, kLeastPlots, kMostPlots);
    m_rows->setSizes({room - gallery - plots, plots, gallery});
    m_columns->setSizes({width() / 2, width() - width() / 2});
    m_plots->setSizes({width() * 9 / 20, width() - width() * 9 / 20});
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
        [this] { m_image->setMode(OverlayMode::cell); });
    add(tr("Priors of an object"), QKeySequence(Qt::ALT | Qt::Key_2),
        [this] { m_image->setMode(OverlayMode::object); });
    add(tr("Matching"), QKeySequence(Qt::ALT | Qt::Key_3),
        [this] { m_image->setMode(OverlayMode::matching); });
    add(tr("Coverage after augmentation"), QKeySequence(Qt::ALT | Qt::Key_4),
        [this] { m_augmented->toggle(); });
    add(tr("Next step of matching"), QKeySequence(Qt::Key_N), [this] { m_image->nextStep(); });
    add(tr("Fit the image"), QKeySequence(Qt::CTRL | Qt::Key_F), [this] { m_image->canvas()->fit(); });
    add(tr("Fit the width"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        [this] { m_image->canvas()->fitWidth(); });
    add(tr("Hide or show boxes"), QKeySequence(Qt::CTRL | Qt::Key_H),
        [this] { m_image->canvas()->toggleBoxes(); });
}

void PriorsWorkspace::followTheme() {
    connect(&context().themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_figures->setTheme(theme);
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
        m_keeper.importVersions(session);
    } catch (const std::exception& error) {
        context().jobs.log().append(LogLevel::error, errorText(error));
        m_inspector->banner()->showError(errorText(error));
    }
}

void PriorsWorkspace::followDraft() {
    const RunDocument& draft = context().draft;
    const ResizeMode resize = draft.spec().preprocessing.resize;
    m_resize->setCurrent(resize == ResizeMode::stretch ? 0 : 1);
    m_coverage.setResize(resize);
    m_coverage.setTraining(draft.draft().options);
    m_inspector->costs()->setModel(QString::fromStdString(draft.draft().model));
    refreshUse();
}

void PriorsWorkspace::refreshUse() {
    const RunDocument& draft = context().draft;
    const PriorConfig& layout = m_document.config();
    LayoutInspector::Use use{.in_use = draft.priors() == m_document.configForRun()};
    if (!use.in_use && layout.validate().empty() && !draft.problemsWith(layout).empty()) {
        const QString model = QString::fromStdString(draft.draft().model);
        use.obstacle = draft.priors() ? tr("%1, the planned model, has other feature maps.").arg(model)
                                      : tr("%1, the planned model, has no priors.").arg(model);
        use.model = m_inspector->costs()->modelBox()->currentText();
    }
    m_inspector->setUse(use);
}

void PriorsWorkspace::refreshFields() {
    m_fields->setLayout(m_document.config(), m_inspector->costs()->backbone());
}

void PriorsWorkspace::refreshFigures() {
    const CoverageViewPtr& now = m_coverage.current();
    m_figures->setFigures(now ? coverageFigures(m_workbench, m_coverage.baseline(), *now)
                              : std::vector<Figure>());
    m_classes->recalls()->setViews(m_coverage.baseline(), now);
}

void PriorsWorkspace::refreshCurves() {
    std::vector<double> bins;
    for (int i = 0; i <= kHistogramBins; ++i) {
        bins.push_back(static_cast<double>(i) / kHistogramBins);
    }
    int series = 0;
    for (const CoverageViewPtr& view : {m_coverage.current(), m_coverage.baseline()}) {
        std::vector<double> counts;
        if (view) {
            counts.assign(view->histogram.begin(), view->histogram.end());
            counts.push_back(counts.back());  // the last step of the histogram needs an end
        }
        showRecall(series, view);
        m_histogram->plot()->setData(series, view ? bins : counts, counts);
        ++series;
    }
}

void PriorsWorkspace::refreshAugmented() {
    const QString usual =
        tr("Also show the recall on augmented training images: a seeded sample of two epochs (Alt+4)");
    const QString& problem = m_coverage.augmentedProblem();
    m_augmented->setToolTip(problem.isEmpty() ? usual : problem);
    m_curve->plot()->setSeriesVisible(kAugmentedSeries, m_augmented->isChecked());
    showRecall(kAugmentedSeries, m_coverage.augmented());
}

void PriorsWorkspace::showRecall(int series, const CoverageViewPtr& view) {
    std::vector<double> thresholds;
    if (view && !view->curve.empty()) {  // without objects there is no curve
        thresholds.assign(curveThresholds().begin(), curveThresholds().end());
    }
    m_curve->plot()->setData(series, thresholds, view ? view->curve : thresholds);
}

void PriorsWorkspace::refreshShapes() {
    const CoverageViewPtr& now = m_coverage.current();
    if (!now) {
        m_shapes->setObjects(nullptr, {}, m_coverage.resize() == ResizeMode::letterbox);
        return;
    }
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
    const std::array<QString, 3> names{tr("All"), tr("Newly"), tr("Fixed")};
    if (!now) {
        m_gallery->uncovered()->setView(nullptr, {}, label);
        for (std::size_t i = 0; i < names.size(); ++i) {
            m_gallery_tabs->setLabel(static_cast<int>(i), names[i]);
        }
        return;
    }
    UncoveredChange change;
    if (base && base->objects->size() == now->objects->size()) {
        change = compareUncovered(base->coverage, now->coverage, kCoverageIou);
    }
    const std::array<const std::vector<std::size_t>*, 3> lists{&now->uncovered, &change.newly,
                                                               &change.mended};
    for (std::size_t i = 0; i < lists.size(); ++i) {
        m_gallery_tabs->setLabel(static_cast<int>(i),
                                 names[i] + u' ' + countText(countOfClass(now, *lists[i], label)));
    }
    m_gallery->uncovered()->setView(now, *lists[static_cast<std::size_t>(m_gallery_tabs->current())], label);
    m_gallery_panel->setSubtitle(label > 0 ? tr("only %1, worst first").arg(m_workbench.className(label))
                                           : tr("worst first"));
}

}  // namespace priorscope
