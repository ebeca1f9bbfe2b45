#include "widgets/priors/priors_workspace.hpp"

#include <cmath>

#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/plots/plot_panel.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kLeastPlots = 264;  ///< pixels
constexpr int kMostPlots = 480;
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

Figure countFigure(const QString& label, std::optional<std::int64_t> before, std::int64_t after,
                   bool less_is_better, const QString& tip) {
    Figure figure{.label = label, .value = countText(after), .tool_tip = tip};
    if (before && *before != after) {
        figure.before = countText(*before);
        figure.is_rise = after > *before;
        figure.trend = !less_is_better ? Trend::none : figure.is_rise ? Trend::worse : Trend::better;
        // Where the triangle does not tell the direction, a sign does.
        const QString sign = less_is_better   ? QString()
                             : figure.is_rise ? QStringLiteral("+")
                                              : QStringLiteral("−");
        figure.change = sign + countText(std::abs(after - *before));
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
    auto* upper = new QSplitter(Qt::Horizontal, this);
    upper->setObjectName(QStringLiteral("priors-columns"));
    upper->addWidget(buildCanvas());
    upper->addWidget(buildPlots());
    upper->setStretchFactor(0, 1);
    m_columns = upper;
    connect(upper, &QSplitter::splitterMoved, this, [this] { m_columns_moved = true; });
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setObjectName(QStringLiteral("priors-rows"));
    rows->addWidget(upper);
    rows->addWidget(buildGallery());
    rows->setStretchFactor(0, 1);
    rows->setSizes({560, 136});
    for (QSplitter* splitter : {upper, rows}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_figures);
    column->addWidget(rows, 1);
    m_inspector = new LayoutInspector(m_document, context.themes);
    setFocusProxy(m_canvas);
    buildCommands();
    followTheme();

    connect(&m_document, &PriorDocument::changed, this, [this] {
        m_coverage.setConfig(m_document.config());
        refreshInUse();
    });
    connect(&m_document, &PriorDocument::baselineChanged, this,
            [this] { m_coverage.setBaseline(m_document.baseline()); });
    connect(&m_coverage, &CoverageService::changed, this, [this] {
        refreshFigures();
        refreshCurve();
        refreshGallery();
        refreshBoxes();
    });
    connect(&m_coverage, &CoverageService::baselineChanged, this, [this] {
        refreshFigures();
        refreshCurve();
    });
    connect(&m_coverage, &CoverageService::imageChanged, this, &PriorsWorkspace::refreshBoxes);
    connect(&m_workbench, &Workbench::imagesChanged, this, &PriorsWorkspace::refreshBoxes);
    connect(&m_workbench, &Workbench::selectedObjectChanged, this, &PriorsWorkspace::refreshBoxes);
    connect(&m_workbench, &Workbench::selectedClassChanged, this, &PriorsWorkspace::refreshGallery);
    connect(&m_workbench, &Workbench::priorConfigChanged, this, &PriorsWorkspace::refreshInUse);
    connect(m_inspector, &LayoutInspector::mapSelected, this, &PriorsWorkspace::refreshBoxes);
    connect(m_inspector, &LayoutInspector::useRequested, this,
            [this] { m_workbench.setPriorConfig(m_document.config()); });
    connect(&m_document, &PriorDocument::versionsChanged, this, &Workspace::sessionChanged);
    connect(&m_workbench, &Workbench::modelChanged, m_inspector->costs(), &CostTable::setModel);
    m_inspector->costs()->setModel(m_workbench.model());
    connect(&m_workbench, &Workbench::datasetChanged, this, [this] {
        if (m_workbench.dataset()) {
            m_inspector->costs()->setClassCount(static_cast<int>(m_workbench.dataset()->classes.size()));
        }
    });
    m_coverage.setConfig(m_document.config());
    m_coverage.setBaseline(m_document.baseline());
    refreshInUse();
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
    m_cell_text = new ElidedLabel(QString(), body);
    m_cell_text->setFixedHeight(Metrics::kRow);
    m_cell_text->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    m_cell_text->setProperty("role", "caption");
    m_cell_text->setProperty("ground", "base");
    column->addWidget(m_canvas, 1);
    column->addWidget(m_cell_text);
    m_canvas_panel->setContent(body);
    m_canvas_panel->setGround("base");
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

QWidget* PriorsWorkspace::buildPlots() {
    auto* column = new QSplitter(Qt::Vertical, this);
    column->setObjectName(QStringLiteral("priors-plots"));
    column->setHandleWidth(1);
    column->setChildrenCollapsible(false);
    m_curve = new PlotPanel(tr("Recall"), context().themes, column);
    PlotWidget* plot = m_curve->plot();
    plot->setAxisTitles(tr("IoU threshold"), tr("recall"));
    plot->addSeries(
        {.name = tr("after"), .color = [](const Theme& theme) { return theme.current; }, .width = 2.0});
    plot->addSeries({.name = tr("before"),
                     .color = [](const Theme& theme) { return theme.third; },
                     .line = Qt::DashLine});
    plot->setHomeX(std::pair(0.3, 0.95));
    plot->setHomeY(std::pair(0.0, 1.0));
    m_curve->setToolTip(tr("Share of objects whose best prior overlaps them by at least the threshold"));
    auto* classes = new Panel(tr("Recall per class"), column);
    auto* legend = new ElidedLabel(tr("○ before   ● after   ▽ worse"), classes);
    legend->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    legend->setProperty("role", "caption");
    classes->addTool(legend);
    classes->addSpace(Metrics::kGap);
    m_classes = new ClassRecallList(m_workbench, context().themes.theme(), classes);
    classes->setContent(m_classes);
    column->addWidget(m_curve);
    column->addWidget(classes);
    column->setStretchFactor(1, 1);
    column->setSizes({240, 320});
    column->setMinimumWidth(kLeastPlots);
    return column;
}

QWidget* PriorsWorkspace::buildGallery() {
    m_gallery_panel = new Panel(tr("Uncovered objects"), this);
    m_gallery = new UncoveredGallery(m_workbench, context().themes.theme(), m_gallery_panel);
    m_gallery_panel->setContent(m_gallery);
    m_gallery_panel->setToolTip(tr("Objects whose best prior overlaps them by less than IoU 0.50"));
    return m_gallery_panel;
}

void PriorsWorkspace::resizeEvent(QResizeEvent* event) {
    Workspace::resizeEvent(event);
    if (!m_columns_moved) {
        const int plots = std::clamp(width() * 2 / 5, kLeastPlots, kMostPlots);
        m_columns->setSizes({width() - plots, plots});
    }
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
    m_commands << nullptr;
    add(tr("Fit the image"), QKeySequence(Qt::CTRL | Qt::Key_F), [this] { m_canvas->fit(); });
    add(tr("Fit the width"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        [this] { m_canvas->fitWidth(); });
    add(tr("Hide or show boxes"), QKeySequence(Qt::CTRL | Qt::Key_H), [this] { m_canvas->toggleBoxes(); });
}

void PriorsWorkspace::followTheme() {
    connect(&context().themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_figures->setTheme(theme);
        m_canvas->setTheme(theme);
        m_classes->setTheme(theme);
        m_gallery->setTheme(theme);
    });
    followIcons(m_inspector, context().themes);
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
                                  static_cast<std::int64_t>(now->uncovered.size()), true,
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
    figures.push_back(countFigure(
        tr("Priors"),
        fromBase([](const CoverageView& view) { return std::int64_t{view.priors->config.count()}; }),
        now->priors->config.count(), false, tr("Boxes that the network predicts for, at every image")));
    m_figures->setFigures(std::move(figures));
    m_classes->recalls()->setViews(base, now);
}

void PriorsWorkspace::refreshCurve() {
    const std::vector<double> x(curveThresholds().begin(), curveThresholds().end());
    const std::vector<double> nothing;
    const auto& now = m_coverage.current();
    const auto& base = m_coverage.baseline();
    m_curve->plot()->setData(0, now ? x : nothing, now ? now->curve : nothing);
    m_curve->plot()->setData(1, base ? x : nothing, base ? base->curve : nothing);
}

void PriorsWorkspace::refreshGallery() {
    const CoverageViewPtr& now = m_coverage.current();
    const int label = m_workbench.selectedClass();
    m_gallery->uncovered()->setView(now, label);
    const auto count = now ? static_cast<std::int64_t>(now->uncovered.size()) : 0;
    m_gallery_panel->setSubtitle(label > 0 ? tr("only %1, worst first").arg(m_workbench.className(label))
                                           : tr("%1, worst first").arg(countText(count)));
}

void PriorsWorkspace::showCell(const QPointF& fraction, bool inside) {
    m_pointer = fraction;
    m_is_pointing = inside;
    refreshBoxes();
}

std::vector<CanvasBox> PriorsWorkspace::cellBoxes() const {
    const CoverageViewPtr& now = m_coverage.current();
    const int map = m_inspector->selectedMap();
    std::vector<CanvasBox> boxes;
    if (!m_is_pointing || !now || map >= static_cast<int>(now->priors->config.maps.size())) {
        return boxes;
    }
    const QColor color = Theme::onPhotograph().mapColor(map);
    for (const std::size_t prior : priorsOfCell(now->priors->config, map, static_cast<float>(m_pointer.x()),
                                                static_cast<float>(m_pointer.y()))) {
        boxes.push_back({.box = now->priors->boxes[prior], .color = color, .width = 1.2});
    }
    if (!boxes.empty()) {
        boxes.front().tag = QString::number(map + 1);
    }
    return boxes;
}

std::vector<CanvasBox> PriorsWorkspace::bestBoxes(const ImageRecord& record) const {
    const CoverageViewPtr& now = m_coverage.current();
    const auto selected = static_cast<std::size_t>(std::max(m_workbench.selectedObject(), 0));
    const auto& best = m_coverage.imageBest();
    if (m_workbench.selectedObject() < 0 || !now || selected >= best.size() ||
        best.size() != record.objects.size() || best[selected].prior < 0 ||
        static_cast<std::size_t>(best[selected].prior) >= now->priors->boxes.size()) {
        return {};
    }
    const auto prior = static_cast<std::size_t>(best[selected].prior);
    const int map = priorAddress(now->priors->config, prior).map;
    return {{.box = now->priors->boxes[prior],
             .color = Theme::onPhotograph().mapColor(map),
             .label = tr("best prior %1").arg(figureText(static_cast<double>(best[selected].iou), 2)),
             .tag = QString::number(map + 1),
             .width = 2.0}};
}

void PriorsWorkspace::refreshBoxes() {
    const ImageRecord* record = m_workbench.currentRecord();
    if (record == nullptr || m_inspector == nullptr) {
        m_canvas->setLayers({});
        return;
    }
    std::vector<CanvasBox> objects = objectBoxes(m_workbench, *record);
    const auto& best = m_coverage.imageBest();
    for (CanvasBox& box : objects) {
        const auto object = static_cast<std::size_t>(box.id);
        if (best.size() == record->objects.size()) {
            box.label += QLatin1Char(' ') + figureText(static_cast<double>(best[object].iou), 2);
        }
    }
    m_canvas->setLayers({{.name = QStringLiteral("objects"), .boxes = std::move(objects)},
                         {.name = QStringLiteral("cell"), .boxes = cellBoxes()},
                         {.name = QStringLiteral("best"), .boxes = bestBoxes(*record)}});
    m_canvas_panel->setSubtitle(QString::fromStdString(record->image_file.filename().string()));
    const PriorMap& map = m_document.config().maps.at(static_cast<std::size_t>(m_inspector->selectedMap()));
    const int input = m_document.config().input_size;
    QStringList shapes;
    for (const PriorMap::Shape& shape : map.shapes()) {
        shapes << QStringLiteral("%1×%2")
                      .arg(std::lround(shape.w * static_cast<float>(input)))
                      .arg(std::lround(shape.h * static_cast<float>(input)));
    }
    m_cell_text->setText(
        tr("Priors of a cell of %1, px at %2: %3. Move the pointer over the image to see them.")
            .arg(QString::fromStdString(map.name))
            .arg(input)
            .arg(shapes.join(QStringLiteral("  "))));
}

}  // namespace priorscope
