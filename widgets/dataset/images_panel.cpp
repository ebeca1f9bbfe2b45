#include "widgets/dataset/images_panel.hpp"

#include <QSlider>
#include <QStackedWidget>

#include "widgets/canvas/current_image.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kGridPage = 0;
constexpr int kCanvasPage = 1;

}  // namespace

ImagesPanel::ImagesPanel(Workbench& workbench, ThemeManager& themes, QWidget* parent)
    : Panel(tr("Images"), parent), m_workbench(workbench) {
    m_cell_slider = new QSlider(Qt::Horizontal, this);
    m_cell_slider->setRange(96, 320);
    m_cell_slider->setValue(144);
    m_cell_slider->setFixedWidth(96);
    m_cell_slider->setToolTip(tr("Size of the thumbnails"));
    m_cell_slider->setAccessibleName(tr("Size of the thumbnails"));
    m_view_choice = new SegmentedControl({tr("Grid"), tr("Image")}, this);
    m_view_choice->setSegmentToolTip(0, tr("All images as thumbnails (Esc)"));
    m_view_choice->setSegmentToolTip(1, tr("The current image, large (Enter, or a double click)"));
    guardWheel(m_cell_slider);
    addTool(m_cell_slider);
    addTool(m_view_choice);
    m_pages = new QStackedWidget(this);
    m_grid = new ImageGrid(m_workbench, themes.theme(), m_pages);
    m_canvas = new ImageCanvas(themes.theme(), m_pages);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(m_canvas);
    setContent(m_pages);
    auto* binder = new CurrentImage(*m_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &ImagesPanel::refreshBoxes);
    connect(m_cell_slider, &QSlider::valueChanged, m_grid, &ImageGrid::setCellWidth);
    connect(m_view_choice, &SegmentedControl::changed, this,
            [this](int page) { showLarge(page == kCanvasPage); });
    connect(m_grid, &ImageGrid::opened, this, [this] { showLarge(true); });
    connect(m_canvas, &ImageCanvas::doubleClicked, this, [this] { showLarge(false); });
    connect(m_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { m_workbench.setSelectedObject(-1); });
    connect(&themes, &ThemeManager::changed, m_grid, &ImageGrid::setTheme);
    connect(&themes, &ThemeManager::changed, m_canvas, &ImageCanvas::setTheme);
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        refreshSubtitle();
        refreshBoxes();
    });
    connect(&workbench, &Workbench::currentImageChanged, this, [this] {
        refreshSubtitle();
        refreshBoxes();
    });
    connect(&workbench, &Workbench::selectedObjectChanged, this, &ImagesPanel::refreshBoxes);
    refreshSubtitle();
    refreshBoxes();
}

bool ImagesPanel::showsLarge() const {
    return m_pages->currentIndex() == kCanvasPage;
}

void ImagesPanel::showLarge(bool large) {
    m_view_choice->setCurrent(large ? kCanvasPage : kGridPage);
    m_cell_slider->setVisible(!large);
    m_pages->setCurrentIndex(large ? kCanvasPage : kGridPage);
    m_pages->currentWidget()->setFocus();
    refreshSubtitle();
    refreshBoxes();
}

void ImagesPanel::refreshSubtitle() {
    if (!m_workbench.dataset()) {
        return;
    }
    const std::optional<ImageRow> record = m_workbench.currentRecord();
    const auto all = m_workbench.splitSelection().size();
    setSubtitle(showsLarge() && record
                    ? QString::fromStdString(record->image_file.filename().string())
                    : tr("%1 of %2")
                          .arg(countText(static_cast<std::int64_t>(m_workbench.images().size())),
                               countText(static_cast<std::int64_t>(all))));
}

void ImagesPanel::refreshBoxes() {
    const std::optional<ImageRow> record = m_workbench.currentRecord();
    m_canvas->setLayers({{.name = QStringLiteral("objects"),
                          .boxes = record ? objectBoxes(m_workbench, *record) : std::vector<CanvasBox>{}}});
}

}  // namespace priorscope
