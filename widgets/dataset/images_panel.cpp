#include "widgets/dataset/images_panel.hpp"

#include <QDir>
#include <QFileDialog>
#include <QSlider>
#include <QStackedWidget>
#include <filesystem>
#include <system_error>

#include "core/base/error.hpp"
#include "core/formats/writing/split_list_file.hpp"
#include "widgets/canvas/current_image.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/image_rows.hpp"
#include "widgets/dataset/image_sorter.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

/// Widths of the panel from which there is room for a tool, pixels.
constexpr int kRoomForOrder = 360;
constexpr int kRoomForSlider = 560;

}  // namespace

ImagesPanel::ImagesPanel(Workbench& workbench, const RunDocument& draft, ThemeManager& themes, JobList& jobs,
                         QWidget* parent)
    : Panel(tr("Images"), parent),
      m_workbench(workbench),
      m_jobs(jobs),
      m_sorter(new ImageSorter(workbench, draft, jobs, this)) {
    buildTools();
    auto* body = new QWidget(this);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_pages = new QStackedWidget(body);
    m_column->addWidget(m_pages, 1);
    m_grid = new ImageGrid(m_workbench, themes.theme(), m_pages);
    m_canvas = new ImageCanvas(themes.theme(), m_pages);
    m_table = new ImageTableView(m_workbench, m_pages);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(indentedTable(m_table, "base"));
    m_pages->addWidget(m_canvas);
    setContent(body);
    auto* binder = new CurrentImage(*m_canvas, m_workbench);
    connect(binder, &CurrentImage::shown, this, &ImagesPanel::refreshBoxes);
    connect(m_cell_slider, &QSlider::valueChanged, m_grid, &ImageGrid::setCellWidth);
    connect(m_view_choice, &SegmentedControl::changed, this, [this](int page) { showPage(page); });
    connect(m_grid, &ImageGrid::opened, this, [this] { showLarge(true); });
    connect(m_table, &ImageTableView::opened, this, [this] { showLarge(true); });
    connect(m_canvas, &ImageCanvas::doubleClicked, this, [this] { showLarge(false); });
    connect(m_canvas, &ImageCanvas::boxClicked, &m_workbench, &Workbench::setSelectedObject);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { m_workbench.setSelectedObject(-1); });
    followIcons(this, themes);
    connect(&themes, &ThemeManager::changed, m_grid, &ImageGrid::setTheme);
    connect(&themes, &ThemeManager::changed, m_canvas, &ImageCanvas::setTheme);
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        refreshSubtitle();
        refreshBoxes();
        refreshSaving();
    });
    connect(&workbench, &Workbench::currentImageChanged, this, [this] {
        refreshSubtitle();
        refreshBoxes();
    });
    connect(&workbench, &Workbench::selectedObjectChanged, this, &ImagesPanel::refreshBoxes);
    connect(&workbench, &Workbench::editedChanged, this, &ImagesPanel::refreshBoxes);
    refreshSubtitle();
    refreshBoxes();
    refreshSaving();
}

void ImagesPanel::buildTools() {
    m_save_action = new QAction(tr("Save as split…"), this);
    m_save_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_save_action->setData(QStringLiteral("save"));
    connect(m_save_action, &QAction::triggered, this, &ImagesPanel::askAndSave);
    m_order = new ChoiceBox(this);
    m_order->addItems(ImageSorter::orders());
    for (int i = 0; i < m_order->count(); ++i) {
        m_order->setItemData(i, ImageSorter::explanation(i), Qt::ToolTipRole);
    }
    m_order->setToolTip(tr("Order of the images, here and for A and D (O)"));
    m_order->setAccessibleName(tr("Order of the images"));
    connect(m_order, &QComboBox::currentIndexChanged, m_sorter, &ImageSorter::setOrder);
    connect(m_order, &QComboBox::activated, this, [this] { m_pages->currentWidget()->setFocus(); });
    m_cell_slider = new QSlider(Qt::Horizontal, this);
    m_cell_slider->setRange(96, 320);
    m_cell_slider->setValue(144);
    m_cell_slider->setFixedWidth(96);
    m_cell_slider->setToolTip(tr("Size of the thumbnails"));
    m_cell_slider->setAccessibleName(tr("Size of the thumbnails"));
    m_view_choice = new SegmentedControl({tr("Grid"), tr("List"), tr("Image")}, this);
    m_view_choice->setSegmentToolTip(kGridPage, tr("All images as thumbnails (Esc)"));
    m_view_choice->setSegmentToolTip(kTablePage, tr("All images as a table (L)"));
    m_view_choice->setSegmentToolTip(kCanvasPage, tr("The current image, large (Enter, or a double click)"));
    guardWheel(m_order);
    guardWheel(m_cell_slider);
    addTool(m_order);
    addTool(m_save_action);
    addTool(m_cell_slider);
    addTool(m_view_choice);
}

void ImagesPanel::setFooter(QWidget* footer) {
    m_column->addWidget(footer);
}

bool ImagesPanel::isRunning() const {
    return m_sorter->isRunning();
}

void ImagesPanel::chooseOrder() {
    m_order->setFocus();
    m_order->showPopup();
}

void ImagesPanel::makeRoom() {
    m_order->setVisible(width() >= kRoomForOrder);
    m_cell_slider->setVisible(m_pages->currentIndex() == kGridPage && width() >= kRoomForSlider);
}

void ImagesPanel::resizeEvent(QResizeEvent* event) {
    makeRoom();
    Panel::resizeEvent(event);
}

void ImagesPanel::refreshSaving() {
    const bool has_images = m_workbench.dataset() && !m_workbench.images().empty();
    const QString key = m_save_action->shortcut().toString(QKeySequence::NativeText);
    m_save_action->setEnabled(has_images);
    m_save_action->setToolTip(
        has_images ? tr("Save the images shown as a list, a split of this dataset (%1)").arg(key)
                   : tr("No image is shown that could be saved"));
}

void ImagesPanel::askAndSave() {
    const SplitListPlace place = splitListPlace(*m_workbench.dataset());
    const bool is_split = !place.folder.empty();
    auto* dialog = new QFileDialog(
        this, is_split
                  ? tr("Save the images shown as a split")
                  : tr("Save a list of the images shown; no split: %1").arg(sentenceText(place.obstacle)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->setNameFilter(tr("List of images (*.txt)"));
    if (is_split) {
        const QString folder = QString::fromStdString(place.folder.string());
        if (!QDir(folder).exists()) {
            QDir().mkpath(folder);
            connect(dialog, &QDialog::rejected, this,
                    [folder] {  // with the one above it, if that is empty too
                        QDir().rmdir(folder);
                        QDir().rmdir(QFileInfo(folder).path());
                    });
        }
        dialog->setDirectory(folder);
    }
    dialog->selectFile(QStringLiteral("selection.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &ImagesPanel::saveList);
    dialog->open();
}

bool ImagesPanel::saveList(const QString& file) {
    const Dataset& dataset = *m_workbench.dataset();
    const std::filesystem::path path(file.toStdString());
    try {
        const SplitListPlace place = splitListPlace(dataset);
        std::error_code differs;
        const bool is_split =
            !place.folder.empty() && (path.parent_path() == place.folder ||
                                      std::filesystem::equivalent(path.parent_path(), place.folder, differs));
        if (const QString obstacle = obstacleTo(file, place, is_split); !obstacle.isEmpty()) {
            banner()->showError(obstacle);
            return false;
        }
        writeSplitList(dataset, m_workbench.images(), path, true);
        if (is_split) {
            Q_EMIT splitSaved(QString::fromStdString(path.stem().string()));
        } else {
            m_jobs.setNote(tr("%1 images listed in %2, which is no split of this dataset")
                               .arg(countText(static_cast<std::int64_t>(m_workbench.images().size())), file));
        }
        return true;
    } catch (const Error& error) {
        banner()->showError(errorText(error));
        return false;
    }
}

/// Elsewhere in the dataset's folder a list could be read in place of those that are its splits.
QString ImagesPanel::obstacleTo(const QString& file, const SplitListPlace& place, bool is_split) const {
    const QString root = QDir(QString::fromStdString(m_workbench.dataset()->root.string())).absolutePath();
    const QString suffix = QFileInfo(file).suffix();
    if (is_split) {
        return suffix == QStringLiteral("txt") ? QString() : tr("Splits are lists whose names end in .txt");
    }
    if (!QFileInfo(file).absoluteFilePath().startsWith(root + QLatin1Char('/'))) {
        return {};
    }
    return place.folder.empty()
               ? tr("Choose a folder outside the dataset: %1").arg(sentenceText(place.obstacle))
               : tr("In the dataset's folder, lists belong into %1")
                     .arg(QString::fromStdString(place.folder.string()));
}

void ImagesPanel::setShowsAll(bool on) {
    m_shows_all = on;
    refreshBoxes();
}

QWidget* ImagesPanel::view() const {
    return showsLarge()                            ? static_cast<QWidget*>(m_canvas)
           : m_pages->currentIndex() == kTablePage ? static_cast<QWidget*>(m_table)
                                                   : m_grid;
}

bool ImagesPanel::showsLarge() const {
    return m_pages->currentIndex() == kCanvasPage;
}

void ImagesPanel::showLarge(bool large) {
    showPage(large ? kCanvasPage : m_browsing_page);
}

void ImagesPanel::showTable(bool on) {
    showPage(on ? kTablePage : kGridPage);
}

void ImagesPanel::showPage(int page) {
    const bool large = page == kCanvasPage;
    m_browsing_page = large ? m_browsing_page : page;
    m_view_choice->setCurrent(page);
    m_pages->setCurrentIndex(page);
    makeRoom();
    page == kTablePage ? m_table->setFocus() : m_pages->currentWidget()->setFocus();
    refreshSubtitle();
    refreshBoxes();
    Q_EMIT largeChanged(large);
}

void ImagesPanel::refreshSubtitle() {
    if (!m_workbench.dataset()) {
        return;
    }
    const std::optional<ImageRow> record = m_workbench.shownRecord();
    const auto all = m_workbench.splitSelection().size();
    setSubtitle(showsLarge() && record
                    ? QString::fromStdString(record->image_file.filename().string())
                    : tr("%1 of %2")
                          .arg(countText(static_cast<std::int64_t>(m_workbench.images().size())),
                               countText(static_cast<std::int64_t>(all))));
}

void ImagesPanel::refreshBoxes() {
    const std::optional<ImageRow> record = m_workbench.shownRecord();
    m_canvas->setLayers(
        {{.name = QStringLiteral("objects"),
          .boxes = record ? objectBoxes(m_workbench, *record, -1, m_shows_all) : std::vector<CanvasBox>{}}});
}

}  // namespace priorscope
