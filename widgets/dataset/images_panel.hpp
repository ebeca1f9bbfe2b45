// The filtered images of the split: all of them as thumbnails, or the current one, large.
#pragma once

#include <QAction>

#include "widgets/components/panel.hpp"

class QSlider;
class QStackedWidget;

namespace priorscope {

class ChoiceBox;
class ImageCanvas;
class ImageGrid;
class ImageSorter;
class JobList;
class RunDocument;
struct SplitListPlace;
class ImageTableView;
class SegmentedControl;
class ThemeManager;
class Workbench;

class ImagesPanel : public Panel {
    Q_OBJECT

  public:
    /// @param draft  the run whose priors order images by how they are covered
    ImagesPanel(Workbench& workbench, const RunDocument& draft, ThemeManager& themes, JobList& jobs,
                QWidget* parent = nullptr);

    ImageCanvas* canvas() const { return m_canvas; }
    ImageGrid* grid() const { return m_grid; }
    ImageTableView* table() const { return m_table; }
    /// Of grid, table and canvas the one that is shown.
    QWidget* view() const;
    /// The images as a table, or as thumbnails.
    void showTable(bool on);
    bool showsTable() const { return m_browsing_page == kTablePage; }
    bool showsLarge() const;
    void showLarge(bool large);
    /// Whether the large image shows objects that the filter hides, too.
    void setShowsAll(bool on);
    /// Opens the choice of the order.
    void chooseOrder();
    QAction* saveAction() const { return m_save_action; }
    /// The single widget below grid and image.
    void setFooter(QWidget* footer);
    /// Writes the images shown as a list. If it becomes a split of the dataset, splitSaved() follows.
    /// @return whether it was written; if not, the banner tells why
    bool saveList(const QString& file);
    bool isRunning() const;

  Q_SIGNALS:
    void splitSaved(const QString& split);
    void largeChanged(bool large);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    static constexpr int kGridPage = 0;
    static constexpr int kTablePage = 1;
    static constexpr int kCanvasPage = 2;
    void showPage(int page);
    void buildTools();
    void askAndSave();
    QString obstacleTo(const QString& file, const SplitListPlace& place, bool is_split) const;
    void makeRoom();
    void refreshSaving();
    void refreshSubtitle();
    void refreshBoxes();

    Workbench& m_workbench;
    JobList& m_jobs;
    ImageSorter* m_sorter = nullptr;
    QAction* m_save_action = nullptr;
    ChoiceBox* m_order = nullptr;
    SegmentedControl* m_view_choice = nullptr;
    QVBoxLayout* m_column = nullptr;
    QStackedWidget* m_pages = nullptr;
    QSlider* m_cell_slider = nullptr;
    ImageGrid* m_grid = nullptr;
    ImageTableView* m_table = nullptr;
    bool m_shows_all = false;
    int m_browsing_page = kGridPage;  ///< to which the large image gives way
    ImageCanvas* m_canvas = nullptr;
};

}  // namespace priorscope
