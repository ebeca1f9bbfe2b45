// How the Detect workspace is built; what it does is in detect_workspace.cpp.
#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/class_table_model.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/outcome_bars.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {
namespace {

constexpr int kWideSliders = 920;  ///< from this width on all sliders stand in one row

QString droppedCheckpoint(const QMimeData* data) {
    for (const QUrl& url : data->urls()) {
        const QString file = url.toLocalFile();
        if (file.endsWith(QLatin1String(".pt"))) {
            return file;
        }
    }
    return {};
}

}  // namespace

DetectWorkspace::DetectWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent),
      m_loader(&context.jobs),
      m_evaluator(&context.jobs),
      m_exporter(&context.jobs) {
    setAcceptDrops(true);
    buildActions();
    m_inspector = new DetectionInspector(context.themes, this);
    m_source_row = new QWidget(this);
    m_sources = new QComboBox(m_source_row);
    auto* source_layout = new QHBoxLayout(m_source_row);
    source_layout->setContentsMargins(0, 0, 0, 0);
    source_layout->addWidget(m_sources);
    m_sources->setMinimumWidth(160);
    m_sources->setMaximumWidth(320);
    m_sources->setAccessibleName(tr("Checkpoint"));
    m_sources->setToolTip(tr("The checkpoint whose detections are shown"));
    m_figures = new FigureStrip(context.themes.theme(), this);

    auto* page = new QWidget;
    auto* page_column = new QVBoxLayout(page);
    page_column->setContentsMargins(0, 0, 0, 0);
    page_column->setSpacing(0);
    page_column->addWidget(m_figures);
    page_column->addWidget(buildSliders());
    page_column->addWidget(hairline(Qt::Horizontal, page));
    auto* halves = new QSplitter(Qt::Horizontal, page);
    halves->setObjectName(QStringLiteral("detectHalves"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildCanvasPanel());
    halves->addWidget(buildSplitColumn());
    halves->setStretchFactor(0, 5);
    halves->setStretchFactor(1, 3);
    halves->setSizes({640, 368});
    page_column->addWidget(halves, 1);

    m_empty = new EmptyState(QString(), tr("Open checkpoint…"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    connect(m_empty, &EmptyState::clicked, this, &DetectWorkspace::openLatest);
    connect(m_sources, &QComboBox::activated, this, &DetectWorkspace::chooseSource);
    connect(&context.themes, &ThemeManager::changed, m_figures, &FigureStrip::setTheme);
    connect(&context.themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_canvas->setTheme(theme);
        m_bars->setTheme(theme);
        for (LabeledSlider* slider : {m_score, m_nms, m_top_k, m_match}) {
            slider->setTheme(theme);
        }
        applyThresholds();
    });
    Workbench& workbench = context.workbench;
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        forgetSplit();
        detectCurrent();
    });
    connect(&workbench, &Workbench::splitChanged, this, [this] { forgetSplit(); });
    connect(&workbench, &Workbench::currentImageChanged, this, [this] { detectCurrent(); });
    connect(&workbench.imageStore(), &ImageStore::imageReady, this,
            [this](int index, const std::shared_ptr<const LoadedImage>& image) {
                if (index == this->context().workbench.currentImage()) {
                    showImage();
                    if (index == m_wanted_image) {
                        runNetwork(image);
                    }
                }
            });
    connect(&workbench.imageStore(), &ImageStore::imageFailed, this, [this](int index) {
        if (index == this->context().workbench.currentImage()) {
            m_wanted_image = -1;
            showImage();
        }
    });
    connect(m_inspector, &DetectionInspector::selectionChanged, this, [this] { showBoxes(); });
    connect(&m_loader, &JobRunner::failed, this, &DetectWorkspace::showProblem);
    connect(&m_detection, &JobRunner::failed, this, &DetectWorkspace::showProblem);
    connect(&m_exporter, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_canvas_panel->banner()->showFailure(failure, tr("Export again…"), [this] { showExport(); });
    });
    connect(&m_exporter, &JobRunner::started, this, &DetectWorkspace::updateCommands);
    connect(&m_exporter, &JobRunner::failed, this, &DetectWorkspace::updateCommands);
    connect(&m_exporter, &JobRunner::finished, this, &DetectWorkspace::updateCommands);
    connect(&m_exporter, &JobRunner::cancelled, this, &DetectWorkspace::updateCommands);
    connect(&m_evaluator, &JobRunner::failed, this,
            [this](const JobFailure& failure) { m_class_panel->banner()->showFailure(failure); });
    connect(&m_evaluator, &JobRunner::failed, this, &DetectWorkspace::updateCommands);
    connect(&m_evaluator, &JobRunner::finished, this, &DetectWorkspace::updateCommands);
    connect(&m_evaluator, &JobRunner::cancelled, this, &DetectWorkspace::updateCommands);
    connect(&context.runs, &Runs::checkpointsChanged, this, &DetectWorkspace::refreshSources);
    refreshSources();
    updateFigures();
    showImage();
}

void DetectWorkspace::buildActions() {
    const auto make = [this](const QString& icon, const QString& text, const QKeySequence& keys,
                             void (DetectWorkspace::*slot)()) {
        auto* action = new QAction(text, this);
        action->setData(icon);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    m_open = make(QStringLiteral("folder"), tr("Open checkpoint…"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), &DetectWorkspace::chooseCheckpoint);
    m_snapshot = make(QStringLiteral("refresh"), tr("Weights of the running training"),
                      QKeySequence(Qt::Key_F5), &DetectWorkspace::openSnapshot);
    m_evaluate = make(QStringLiteral("check"), tr("Evaluate split"), QKeySequence(Qt::CTRL | Qt::Key_E),
                      &DetectWorkspace::evaluateSplit);
    m_export = make(QStringLiteral("export"), tr("Export…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                    &DetectWorkspace::showExport);
}

QWidget* DetectWorkspace::buildSliders() {
    const Theme& theme = context().themes.theme();
    m_slider_row = new QWidget;
    m_slider_grid = new QGridLayout(m_slider_row);
    m_slider_grid->setContentsMargins(Metrics::kMargin, 6, Metrics::kMargin, 6);
    m_slider_grid->setHorizontalSpacing(24);
    m_slider_grid->setVerticalSpacing(2);
    m_score = new LabeledSlider(theme, tr("Score"), 0.01, 1.0, 0.01, 2, m_slider_row);
    m_nms = new LabeledSlider(theme, tr("NMS IoU"), 0.0, 1.0, 0.01, 2, m_slider_row);
    m_top_k = new LabeledSlider(theme, tr("Top k"), 1.0, 200.0, 1.0, 0, m_slider_row);
    m_match = new LabeledSlider(theme, tr("Match IoU"), 0.05, 1.0, 0.05, 2, m_slider_row);
    const DetectionOptions defaults;
    m_score->setValue(static_cast<double>(defaults.min_score));
    m_nms->setValue(static_cast<double>(defaults.nms_iou));
    m_top_k->setValue(defaults.top_k);
    m_match->setValue(0.5);
    m_score->setDescription(tr("Detections of a lower score are not shown"));
    m_nms->setDescription(tr("A detection that overlaps a better one of its class by more is suppressed"));
    m_top_k->setDescription(tr("At most this many detections an image, best scores first"));
    m_match->setDescription(
        tr("A detection is right if it overlaps an object of its class by at least this"));
    for (LabeledSlider* slider : {m_score, m_nms, m_top_k, m_match}) {
        connect(slider, &LabeledSlider::valueChanged, this, [this] {
            applyThresholds();
            countSplit();
        });
    }
    arrangeSliders();
    return m_slider_row;
}

void DetectWorkspace::arrangeSliders() {
    const int columns = width() >= kWideSliders ? 4 : 2;
    if (columns == m_slider_columns) {
        return;
    }
    m_slider_columns = columns;
    int at = 0;
    for (LabeledSlider* slider : {m_score, m_nms, m_top_k, m_match}) {
        m_slider_grid->addWidget(slider, at / columns, at % columns);
        ++at;
    }
}

QWidget* DetectWorkspace::buildCanvasPanel() {
    m_canvas_panel = new Panel(tr("No image"));
    m_show_detections = new Chip(tr("Detections"));
    m_show_missed = new Chip(tr("Missed"));
    m_show_objects = new Chip(tr("Objects"));
    m_show_objects->setToolTip(
        tr("Objects that were found, in the colours of their classes; difficult ones dotted"));
    for (Chip* chip : {m_show_detections, m_show_missed, m_show_objects}) {
        chip->setCheckable(true);
        chip->setChecked(chip != m_show_objects);
        m_canvas_panel->addTool(chip);
        connect(chip, &Chip::toggled, this, [this] { showBoxes(); });
    }
    auto* fit = new IconButton(QStringLiteral("fit"), tr("Fit the image"));
    m_canvas_panel->addTool(fit);
    m_canvas = new ImageCanvas(context().themes.theme());
    m_canvas->setMinimumWidth(200);
    connect(fit, &IconButton::clicked, m_canvas, &ImageCanvas::fit);
    connect(m_canvas, &ImageCanvas::boxClicked, this, &DetectWorkspace::selectDetection);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { selectDetection(-1); });
    m_canvas_panel->setContent(m_canvas);
    followIcons(m_canvas_panel, context().themes);
    return m_canvas_panel;
}

QWidget* DetectWorkspace::buildSplitColumn() {
    m_classes = new ClassTableModel(this);
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_classes);
    sorted->setSortRole(ClassTableModel::SortRole);
    auto* table = new QTableView;
    table->setModel(sorted);
    table->setSortingEnabled(true);
    table->sortByColumn(ClassTableModel::Voc07Column, Qt::AscendingOrder);
    auto* figures = new FigureDelegate(table);
    for (int column = ClassTableModel::ObjectsColumn; column < ClassTableModel::ColumnCount; ++column) {
        table->setItemDelegateForColumn(column, figures);
    }
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setIconSize({10, 10});
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Metrics::kRow);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(44);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < table->model()->columnCount(); ++column) {
        constexpr int kCountColumn = 66;
        constexpr int kFigureColumn = 62;
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        table->horizontalHeader()->resizeSection(
            column, column == ClassTableModel::ObjectsColumn ? kCountColumn : kFigureColumn);
    }
    table->setAccessibleName(tr("Average precision by class"));
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, table] {
        const QModelIndexList rows = table->selectionModel()->selectedRows();
        if (!rows.isEmpty()) {
            context().workbench.setSelectedClass(rows.first().data(ClassTableModel::LabelRole).toInt());
        }
    });

    m_class_panel = new Panel(tr("Average precision"));
    m_evaluate_button = new QPushButton(tr("Evaluate split"));
    m_evaluate_button->setObjectName(QStringLiteral("evaluateButton"));
    m_evaluate_button->setProperty("compact", true);
    m_evaluate_button->setToolTip(tr("Run the network on every image of the split"));
    connect(m_evaluate_button, &QPushButton::clicked, this, &DetectWorkspace::evaluateSplit);
    m_class_panel->addTool(m_evaluate_button);
    m_class_panel->setContent(table);
    m_class_panel->setGround("base");

    m_bars = new OutcomeBars(context().themes.theme());
    auto* bars_panel = new Panel(tr("Verdicts"));
    bars_panel->setSubtitle(tr("at these thresholds"));
    bars_panel->setContent(m_bars);
    bars_panel->setGround("base");
    auto* rows = new QSplitter(Qt::Vertical);
    rows->setObjectName(QStringLiteral("detectRows"));
    rows->setChildrenCollapsible(false);
    rows->setMinimumWidth(240);
    rows->addWidget(m_class_panel);
    rows->addWidget(bars_panel);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 2);
    return rows;
}

void DetectWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedCheckpoint(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void DetectWorkspace::dropEvent(QDropEvent* event) {
    const QString file = droppedCheckpoint(event->mimeData());
    if (!file.isEmpty()) {
        event->acceptProposedAction();
        openCheckpoint(file);
    }
}

void DetectWorkspace::showEvent(QShowEvent* event) {
    Workspace::showEvent(event);
    refreshSources();
    // The current image may have changed while another workspace was shown.
    if (m_detector && m_detected_image != context().workbench.currentImage() && !m_detection.isRunning()) {
        detectCurrent();
    }
}

void DetectWorkspace::resizeEvent(QResizeEvent* event) {
    Workspace::resizeEvent(event);
    arrangeSliders();
}

}  // namespace priorscope
