#include "widgets/dataset/dataset_workspace.hpp"

#include <QGridLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalBlocker>

#include "core/priors/coverage/coverage.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/table_style.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kGridPage = 0;
constexpr int kCanvasPage = 1;
constexpr int kNarrow = 720;  ///< below, the images need the facets' room
constexpr int kNarrowFacets = 240;

/// [objects of an image]
using BestPriors = std::vector<std::optional<BestPrior>>;

}  // namespace

DatasetWorkspace::DatasetWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent), m_workbench(context.workbench) {
    auto* columns = new QSplitter(Qt::Horizontal, this);
    columns->setObjectName(QStringLiteral("dataset-columns"));
    columns->setHandleWidth(1);
    columns->setChildrenCollapsible(false);
    auto* rows = new QSplitter(Qt::Vertical, columns);
    rows->setObjectName(QStringLiteral("dataset-rows"));
    rows->setHandleWidth(1);
    rows->setChildrenCollapsible(false);
    rows->addWidget(buildImages());
    m_findings = new FindingsPanel(context, this);
    rows->addWidget(m_findings);
    rows->setStretchFactor(0, 1);
    rows->setSizes({600, 176});
    columns->addWidget(buildFacets());
    columns->addWidget(rows);
    columns->setStretchFactor(1, 1);
    columns->setSizes({280, 768});
    m_columns = columns;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(columns);
    setFocusProxy(m_grid);
    buildInspector();
    buildCommands();
    followTheme();

    connect(&m_workbench, &Workbench::imagesChanged, this, [this] {
        refreshFlags();
        refreshSubtitle();
        refreshBoxes();
    });
    connect(&m_workbench, &Workbench::currentImageChanged, this, &DatasetWorkspace::refreshImage);
    connect(&m_workbench, &Workbench::priorConfigChanged, this, &DatasetWorkspace::refreshCoverage);
    connect(&m_workbench, &Workbench::selectedObjectChanged, this, [this](int object) {
        refreshBoxes();
        const QSignalBlocker blocker(m_objects->selectionModel());
        object >= 0 ? m_objects->selectRow(object) : m_objects->clearSelection();
        m_objects->viewport()->update();
    });
    refreshFlags();
    refreshSubtitle();
    refreshImage();
}

QWidget* DatasetWorkspace::buildFacets() {
    auto* column = new QWidget(this);
    column->setAttribute(Qt::WA_StyledBackground);
    column->setProperty("ground", "window");
    column->setMinimumWidth(216);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);

    auto* classes = new Panel(tr("Objects per class"), column);
    auto* heads = new QWidget(classes);
    auto* head_row = new QHBoxLayout(heads);
    head_row->setContentsMargins(0, 0, 0, 0);
    head_row->setSpacing(0);
    for (const auto& [text, width] : {std::pair(tr("shown"), ClassDelegate::kShownColumn),
                                      std::pair(tr("all"), ClassDelegate::kAllColumn)}) {
        auto* label = new QLabel(text, heads);
        label->setProperty("role", "second");
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        label->setFixedWidth(width);
        head_row->addWidget(label);
    }
    classes->addTool(heads);
    classes->addSpace(Metrics::kGap);
    m_classes = new ClassList(m_workbench, context().themes.theme(), classes);
    classes->setContent(m_classes);
    layout->addWidget(classes, 1);

    auto* flags = new Panel(tr("Flags"), column);
    auto* box = new QWidget(flags);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kMargin, Metrics::kGap);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    const auto addFlag = [&](int row, QCheckBox*& check, FigureLabel*& count, const QString& text,
                             const QString& tip) {
        check = new QCheckBox(text, box);
        check->setToolTip(tip);
        count = new FigureLabel(box);
        grid->addWidget(check, row, 0);
        grid->addWidget(count, row, 1);
    };
    addFlag(0, m_difficult, m_difficult_count, tr("Difficult objects"),
            tr("Show and count objects marked as difficult. They are never training targets unless asked."));
    addFlag(1, m_truncated, m_truncated_count, tr("Truncated objects"),
            tr("Show and count objects that reach beyond the image."));
    addFlag(2, m_at_hand, m_at_hand_count, tr("Images without file"),
            tr("Show images whose file is not in the folder; their boxes can still be looked at."));
    flags->setContent(box);
    layout->addWidget(hairline(Qt::Horizontal, column));
    layout->addWidget(flags);
    connect(m_difficult, &QCheckBox::clicked, this,
            [this](bool on) { setFlag(&ImageFilter::difficult, on); });
    connect(m_truncated, &QCheckBox::clicked, this,
            [this](bool on) { setFlag(&ImageFilter::truncated, on); });
    connect(m_at_hand, &QCheckBox::clicked, this, [this](bool on) { setFlag(&ImageFilter::missing, on); });
    return column;
}

QWidget* DatasetWorkspace::buildImages() {
    m_images_panel = new Panel(tr("Images"), this);
    m_cell_slider = new QSlider(Qt::Horizontal, m_images_panel);
    m_cell_slider->setRange(96, 320);
    m_cell_slider->setValue(144);
    m_cell_slider->setFixedWidth(96);
    m_cell_slider->setToolTip(tr("Size of the thumbnails"));
    m_cell_slider->setAccessibleName(tr("Size of the thumbnails"));
    m_view_choice = new SegmentedControl({tr("Grid"), tr("Image")}, m_images_panel);
    m_view_choice->setSegmentToolTip(0, tr("All images as thumbnails (Esc)"));
    m_view_choice->setSegmentToolTip(1, tr("The current image, large (Enter, or a double click)"));
    m_images_panel->addTool(m_cell_slider);
    m_images_panel->addTool(m_view_choice);
    m_pages = new QStackedWidget(m_images_panel);
    m_grid = new ImageGrid(m_workbench, context().themes.theme(), m_pages);
    m_canvas = new ImageCanvas(context().themes.theme(), m_pages);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(m_canvas);
    m_images_panel->setContent(m_pages);
    auto* binder = new CurrentImage(*m_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &DatasetWorkspace::refreshBoxes);
    connect(m_cell_slider, &QSlider::valueChanged, m_grid, &ImageGrid::setCellWidth);
    connect(m_view_choice, &SegmentedControl::changed, this,
            [this](int page) { showLargeImage(page == kCanvasPage); });
    connect(m_grid, &ImageGrid::opened, this, [this] { showLargeImage(true); });
    connect(m_canvas, &ImageCanvas::doubleClicked, this, [this] { showLargeImage(false); });
    connect(m_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { m_workbench.setSelectedObject(-1); });
    return m_images_panel;
}

void DatasetWorkspace::buildInspector() {
    const Theme& theme = context().themes.theme();
    m_image_panel = new Panel(QString());
    m_inspector = m_image_panel;
    auto* body = new QWidget(m_image_panel);
    body->setAttribute(Qt::WA_StyledBackground);
    body->setProperty("ground", "window");
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, Metrics::kMargin, 0, 0);
    column->setSpacing(Metrics::kGap);
    m_small_canvas = new ImageCanvas(theme, body);
    m_small_canvas->setCompact(true);
    m_small_canvas->setFixedHeight(216);
    m_small_canvas->setAccessibleName(tr("Current image"));
    auto* canvas_row = new QHBoxLayout;
    canvas_row->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    canvas_row->addWidget(m_small_canvas);
    column->addLayout(canvas_row);
    auto* facts = new QHBoxLayout;
    facts->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    m_image_size = new QLabel(body);
    m_image_objects = new QLabel(body);
    m_image_size->setProperty("role", "second");
    m_image_objects->setProperty("role", "second");
    facts->addWidget(m_image_size);
    facts->addStretch(1);
    facts->addWidget(m_image_objects);
    column->addLayout(facts);
    m_object_model = new ObjectTableModel(m_workbench, this);
    m_objects = new QTableView(body);
    m_objects->setModel(m_object_model);
    setUpTable(*m_objects);
    m_objects->setProperty("ground", "window");
    m_objects->setProperty("dense", true);
    m_objects->setIconSize(QSize(10, 10));
    for (int section = ObjectTableModel::SizeColumn; section < ObjectTableModel::ColumnCount; ++section) {
        m_objects->setItemDelegateForColumn(section, new FigureDelegate(m_objects));
        m_objects->horizontalHeader()->setSectionResizeMode(section, QHeaderView::Fixed);
        const int widths[] = {0, 78, 74, 68};
        m_objects->setColumnWidth(section, widths[section]);
    }
    m_objects->horizontalHeader()->setSectionResizeMode(ObjectTableModel::ObjectColumn, QHeaderView::Stretch);
    m_objects->horizontalHeader()->setMinimumSectionSize(48);
    m_objects->setAccessibleName(tr("Objects of the image"));
    column->addWidget(hairline(Qt::Horizontal, body));
    column->addWidget(indentedTable(m_objects, "window"), 1);
    column->setSpacing(Metrics::kGap);
    m_image_panel->setContent(body);

    auto* previous = new IconButton(QStringLiteral("chevron-left"), tr("Previous image (A)"), m_image_panel);
    auto* next = new IconButton(QStringLiteral("chevron-right"), tr("Next image (D)"), m_image_panel);
    m_image_panel->addTool(previous);
    m_image_panel->addTool(next);
    connect(previous, &QToolButton::clicked, this, [this] { m_workbench.stepImage(-1); });
    connect(next, &QToolButton::clicked, this, [this] { m_workbench.stepImage(1); });
    auto* binder = new CurrentImage(*m_small_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &DatasetWorkspace::refreshBoxes);
    connect(m_small_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_small_canvas, &ImageCanvas::doubleClicked, this, [this] { showLargeImage(true); });
    connect(m_objects->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_objects->selectionModel()->selectedRows();
        m_workbench.setSelectedObject(rows.isEmpty() ? -1 : rows.front().row());
    });
}

void DatasetWorkspace::buildCommands() {
    const auto add = [this](const QString& text, const QKeySequence& key, const std::function<void()>& run) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, run);
        m_commands << action;
    };
    add(tr("Grid"), QKeySequence(Qt::Key_Escape), [this] { showLargeImage(false); });
    add(tr("Large image"), QKeySequence(Qt::Key_G), [this] { showLargeImage(!showsLargeImage()); });
    m_commands << nullptr;
    m_commands << m_findings->checkAction() << m_findings->saveAction() << nullptr;
    add(tr("Fit the image"), QKeySequence(Qt::CTRL | Qt::Key_F), [this] { m_canvas->fit(); });
    add(tr("Fit the width"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        [this] { m_canvas->fitWidth(); });
    add(tr("Hide or show boxes"), QKeySequence(Qt::CTRL | Qt::Key_H), [this] {
        m_canvas->toggleBoxes();
        m_small_canvas->setBoxesVisible(m_canvas->areBoxesVisible());
    });
}

void DatasetWorkspace::followTheme() {
    const auto apply = [this](const Theme& theme) {
        m_classes->setTheme(theme);
        m_grid->setTheme(theme);
        m_canvas->setTheme(theme);
        m_small_canvas->setTheme(theme);
        m_object_model->setTheme(theme);
        m_findings->setTheme(theme);
    };
    apply(context().themes.theme());
    connect(&context().themes, &ThemeManager::changed, this, apply);
    followIcons(m_inspector, context().themes);
    followIcons(m_findings, context().themes);
}

void DatasetWorkspace::resizeEvent(QResizeEvent* event) {
    Workspace::resizeEvent(event);
    if (width() < kNarrow && m_columns->sizes().front() > kNarrowFacets) {
        m_columns->setSizes({kNarrowFacets, width() - kNarrowFacets});
    }
}

void DatasetWorkspace::showLargeImage(bool large) {
    m_view_choice->setCurrent(large ? kCanvasPage : kGridPage);
    m_cell_slider->setVisible(!large);
    m_pages->setCurrentIndex(large ? kCanvasPage : kGridPage);
    m_pages->currentWidget()->setFocus();
    refreshSubtitle();
    refreshBoxes();
}

void DatasetWorkspace::setFlag(bool ImageFilter::*field, bool value) {
    ImageFilter filter = m_workbench.filter();
    filter.*field = value;
    m_workbench.setFilter(filter);
}

void DatasetWorkspace::refreshFlags() {
    if (!m_workbench.dataset()) {
        return;
    }
    const ImageFilter& filter = m_workbench.filter();
    m_difficult->setChecked(filter.difficult);
    m_truncated->setChecked(filter.truncated);
    m_at_hand->setChecked(filter.missing);
    const auto split = m_workbench.dataset()->splitIndices(m_workbench.split().toStdString());
    const FlagCounts counts = countFlags(*m_workbench.dataset(), split);
    m_difficult_count->setText(countText(counts.difficult));
    m_truncated_count->setText(countText(counts.truncated));
    m_at_hand_count->setText(countText(counts.missing_images));
}

void DatasetWorkspace::refreshSubtitle() {
    if (!m_workbench.dataset()) {
        return;
    }
    const ImageRecord* record = m_workbench.currentRecord();
    const auto all = m_workbench.dataset()->splitIndices(m_workbench.split().toStdString()).size();
    m_images_panel->setSubtitle(
        showsLargeImage() && record != nullptr
            ? QString::fromStdString(record->image_file.filename().string())
            : tr("%1 of %2")
                  .arg(countText(static_cast<std::int64_t>(m_workbench.images().size())),
                       countText(static_cast<std::int64_t>(all))));
}

void DatasetWorkspace::refreshImage() {
    const ImageRecord* record = m_workbench.currentRecord();
    m_image_panel->setTitle(record != nullptr ? QString::fromStdString(record->image_file.filename().string())
                                              : tr("No image"));
    if (record != nullptr) {
        const auto difficult = std::count_if(record->objects.begin(), record->objects.end(),
                                             [](const Annotation& object) { return object.difficult; });
        m_image_size->setText(tr("%1 × %2 px").arg(record->width).arg(record->height));
        m_image_objects->setText(tr("objects: %1, difficult: %2").arg(record->objects.size()).arg(difficult));
    }
    refreshSubtitle();
    refreshBoxes();
    refreshCoverage();
}

void DatasetWorkspace::refreshBoxes() {
    const ImageRecord* record = m_workbench.currentRecord();
    std::vector<CanvasBox> boxes =
        record != nullptr ? objectBoxes(m_workbench, *record) : std::vector<CanvasBox>{};
    if (m_small_canvas != nullptr) {
        m_small_canvas->setLayers({{.name = QStringLiteral("objects"), .boxes = boxes}});
    }
    m_canvas->setLayers({{.name = QStringLiteral("objects"), .boxes = std::move(boxes)}});
}

void DatasetWorkspace::refreshCoverage() {
    if (m_workbench.currentRecord() == nullptr) {
        return;
    }
    const PriorConfig config = m_workbench.priorConfig();
    m_object_model->setInputSize(config.input_size);
    m_coverage.start(
        tr("Best priors of an image"),
        [dataset = m_workbench.dataset(), image = static_cast<std::size_t>(m_workbench.currentImage()),
         config](std::stop_token stop, const ProgressFn& progress) -> std::optional<BestPriors> {
            const std::vector<std::size_t> images{image};
            const auto objects = coverageObjectsOf(*dataset, images, true, ResizeMode::stretch);
            const auto coverage = computeCoverage(objects, generatePriors(config), stop, progress);
            if (!coverage) {
                return std::nullopt;
            }
            // An object outside the image has none.
            BestPriors best(dataset->images[image].objects.size());
            for (std::size_t i = 0; i < objects.size(); ++i) {
                best[objects[i].object] = coverage->best[i];
            }
            return best;
        },
        [this](BestPriors best) { m_object_model->setBest(std::move(best)); });
}

}  // namespace priorscope
