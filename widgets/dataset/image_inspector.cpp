#include "widgets/dataset/image_inspector.hpp"

#include <QCheckBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalBlocker>
#include <QTableView>
#include <optional>
#include <vector>

#include "core/priors/coverage/coverage.hpp"
#include "widgets/canvas/current_image.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/network_preview.hpp"
#include "widgets/dataset/object_table.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

/// Height of the inspector from which both the table and the previews have room, pixels.
constexpr int kRoomForPreview = 660;

/// [objects of an image]
using BestPriors = std::vector<std::optional<BestPrior>>;

/// @param dataset  of one image
/// @return nothing if stopped
std::optional<BestPriors> bestPriors(const Dataset& dataset, const PriorConfig& config, ResizeMode resize,
                                     const std::stop_token& stop, const ProgressFn& progress) {
    const auto objects = coverageObjects(dataset, ImageSelection::ofImages(dataset, {0}), true, resize);
    const auto coverage = computeCoverage(objects, generatePriors(config), stop, progress);
    if (!coverage) {
        return std::nullopt;
    }
    // An object outside the image has no best prior.
    BestPriors best(dataset.images[0].objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) {
        best[objects[i].object] = coverage->best[i];
    }
    return best;
}

}  // namespace

ImageInspector::ImageInspector(Workbench& workbench, const RunDocument& draft, ThemeManager& themes,
                               QWidget* parent)
    : Panel(QString(), parent), m_workbench(workbench), m_draft(draft) {
    setTitleElideMode(Qt::ElideMiddle);
    auto* body = new QWidget(this);
    body->setAttribute(Qt::WA_StyledBackground);
    body->setProperty("ground", "window");
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, Metrics::kMargin, 0, 0);
    column->setSpacing(Metrics::kGap);
    buildCanvas(body, themes.theme());
    auto* canvas_row = new QHBoxLayout;
    canvas_row->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    canvas_row->addWidget(m_canvas);
    column->addLayout(canvas_row);
    buildFacts(body, *column);
    buildTable(body);
    column->addWidget(hairline(Qt::Horizontal, body));
    column->addWidget(indentedTable(m_objects, "window"), 1);
    m_preview_line = hairline(Qt::Horizontal, body);
    column->addWidget(m_preview_line);
    m_preview = new NetworkPreview(workbench, draft, themes, body);
    column->addWidget(m_preview);
    column->setSpacing(Metrics::kGap);
    setContent(body);

    buildTools();
    connectEverything(themes);
    followIcons(this, themes);
    refreshImage();
}

void ImageInspector::buildCanvas(QWidget* body, const Theme& theme) {
    m_canvas = new ImageCanvas(theme, body);
    m_canvas->setCompact(true);
    m_canvas->setFixedHeight(216);
    m_canvas->setAccessibleName(tr("Current image"));
}

void ImageInspector::buildFacts(QWidget* body, QVBoxLayout& column) {
    auto* facts = new QHBoxLayout;
    facts->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    m_image_size = new QLabel(body);
    m_image_objects = new QLabel(body);
    m_image_size->setProperty("role", "second");
    m_image_objects->setProperty("role", "second");
    facts->addWidget(m_image_size);
    facts->addStretch(1);
    facts->addWidget(m_image_objects);
    column.addLayout(facts);
    auto* verified_row = new QHBoxLayout;
    verified_row->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    m_verified = new QCheckBox(tr("Verified"), body);
    connect(m_verified, &QCheckBox::clicked, this, &ImageInspector::verifiedClicked);
    verified_row->addWidget(m_verified);
    verified_row->addStretch(1);
    column.addLayout(verified_row);
    m_tags = new ElidedLabel(QString(), body);
    m_tags->setProperty("role", "second");
    m_tags->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    m_tags->hide();
    column.addWidget(m_tags);
}

void ImageInspector::buildTable(QWidget* body) {
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
    }
    fitFigures();
    m_objects->horizontalHeader()->setSectionResizeMode(ObjectTableModel::ObjectColumn, QHeaderView::Stretch);
    m_objects->horizontalHeader()->setMinimumSectionSize(48);
    m_objects->setAccessibleName(tr("Objects of the image"));
}

void ImageInspector::fitFigures() {
    const int widths[] = {0, 76, 64, 56};
    for (int section = ObjectTableModel::SizeColumn; section < ObjectTableModel::ColumnCount; ++section) {
        m_objects->setColumnWidth(section, figureColumnWidth(*m_objects, section, widths[section]));
    }
}

void ImageInspector::buildTools() {
    auto* previous = new IconButton(QStringLiteral("chevron-left"), tr("Previous image (A)"), this);
    auto* next = new IconButton(QStringLiteral("chevron-right"), tr("Next image (D)"), this);
    addTool(previous);
    addTool(next);
    connect(previous, &QToolButton::clicked, this, [this] { m_workbench.stepImage(-1); });
    connect(next, &QToolButton::clicked, this, [this] { m_workbench.stepImage(1); });
}

void ImageInspector::connectEverything(ThemeManager& themes) {
    auto* binder = new CurrentImage(*m_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &ImageInspector::refreshBoxes);
    connect(m_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_canvas, &ImageCanvas::doubleClicked, this, [this] { Q_EMIT opened(); });
    connect(m_objects->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_objects->selectionModel()->selectedRows();
        m_workbench.setSelectedObject(rows.isEmpty() ? -1 : rows.front().row());
    });
    connect(m_objects, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        m_workbench.goToObject(m_workbench.currentImage(), index.row());
    });
    connect(&m_workbench, &Workbench::imagesChanged, this, &ImageInspector::refreshBoxes);
    connect(&m_workbench, &Workbench::currentImageChanged, this, &ImageInspector::refreshImage);
    connect(&m_workbench, &Workbench::editedChanged, this, [this] {
        refreshImage();
        showSelected(m_workbench.selectedObject());
    });
    connect(&m_draft, &RunDocument::detectorChanged, this, &ImageInspector::refreshCoverage);
    connect(&m_workbench, &Workbench::selectedObjectChanged, this, &ImageInspector::showSelected);
    const auto apply = [this](const Theme& theme) {
        m_canvas->setTheme(theme);
        m_object_model->setTheme(theme);
    };
    apply(themes.theme());
    connect(&themes, &ThemeManager::changed, this, apply);
}

void ImageInspector::setTags(const QStringList& tags) {
    m_tags->setText(tr("tags: %1").arg(tags.join(QStringLiteral(", "))));
    m_tags->setVisible(!tags.isEmpty());
}

void ImageInspector::setVerifying(const QString& obstacle) {
    const std::optional<ImageRow> record = m_workbench.shownRecord();
    m_verified->setChecked(record && record->verified);
    m_verified->setEnabled(record && obstacle.isEmpty());
    m_verified->setToolTip(obstacle.isEmpty()
                               ? tr("You have checked this image's labels; saving writes it into the "
                                    "annotation, as LabelImg does (Space, where the images have the focus)")
                               : obstacle);
}

void ImageInspector::showPreview(bool on) {
    m_is_preview_wanted = on;
    makeRoom();
}

void ImageInspector::makeRoom() {
    const bool shown = m_is_preview_wanted && height() >= kRoomForPreview;
    m_preview->setVisible(shown);
    m_preview_line->setVisible(shown);
}

void ImageInspector::resizeEvent(QResizeEvent* event) {
    makeRoom();
    Panel::resizeEvent(event);
}

void ImageInspector::showSelected(int object) {
    refreshBoxes();
    const QSignalBlocker blocker(m_objects->selectionModel());
    object >= 0 ? m_objects->selectRow(object) : m_objects->clearSelection();
    m_objects->viewport()->update();
}

void ImageInspector::refreshImage() {
    const std::optional<ImageRow> record = m_workbench.shownRecord();
    setTitle(record ? QString::fromStdString(record->image_file.filename().string()) : tr("No image"));
    if (record) {
        int objects = 0;
        int difficult = 0;
        for (std::size_t i = 0; i < record->objects.size(); ++i) {
            const bool is_there = !m_workbench.isRemoved(m_workbench.currentImage(), i);
            objects += is_there ? 1 : 0;
            difficult += is_there && record->objects[i].difficult ? 1 : 0;
        }
        m_image_size->setText(tr("%1 × %2 px").arg(record->width).arg(record->height));
        m_image_objects->setText(tr("objects: %1, difficult: %2").arg(objects).arg(difficult));
    }
    refreshBoxes();
    refreshCoverage();
}

void ImageInspector::refreshBoxes() {
    const std::optional<ImageRow> record = m_workbench.shownRecord();
    m_canvas->setLayers({{.name = QStringLiteral("objects"),
                          .boxes = record ? objectBoxes(m_workbench, *record) : std::vector<CanvasBox>{}}});
}

void ImageInspector::refreshCoverage() {
    if (!m_workbench.shownRecord()) {
        return;
    }
    const ResizeMode resize = m_draft.spec().preprocessing.resize;
    m_object_model->setInput(m_draft.spec().inputSize(), resize);
    fitFigures();
    const std::optional<PriorConfig>& priors = m_draft.priors();
    if (!priors || !priors->validate().empty()) {
        m_coverage.cancel();
        m_object_model->setBest({}, {});
        return;
    }
    auto shown = std::make_shared<Dataset>();
    shown->classes = m_workbench.dataset()->classes;
    for (const std::string& name : m_workbench.newClasses()) {
        shown->classes.push_back(name);
    }
    shown->images.push_back(m_workbench.shownRecord()->copy());
    m_shown = shown;
    m_coverage.start(
        tr("Best priors of an image"),
        [shown, config = *priors, resize](const std::stop_token& stop, const ProgressFn& progress) {
            return bestPriors(*shown, config, resize, stop, progress);
        },
        [this, shown, dataset = m_workbench.dataset(), image = m_workbench.currentImage(),
         config = *priors](BestPriors best) {
            if (dataset == m_workbench.dataset() && image == m_workbench.currentImage() && m_shown == shown) {
                m_object_model->setBest(std::move(best), config);
            }
        });
}

}  // namespace priorscope
