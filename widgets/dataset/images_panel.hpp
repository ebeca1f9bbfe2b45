// The filtered images of the split: all of them as thumbnails, or the current one, large.
#pragma once

#include "widgets/components/panel.hpp"

class QSlider;
class QStackedWidget;

namespace priorscope {

class ImageCanvas;
class ImageGrid;
class SegmentedControl;
class ThemeManager;
class Workbench;

class ImagesPanel : public Panel {
    Q_OBJECT

  public:
    ImagesPanel(Workbench& workbench, ThemeManager& themes, QWidget* parent = nullptr);

    ImageCanvas* canvas() const { return m_canvas; }
    ImageGrid* grid() const { return m_grid; }
    bool showsLarge() const;
    void showLarge(bool large);

  private:
    void refreshSubtitle();
    void refreshBoxes();

    Workbench& m_workbench;
    SegmentedControl* m_view_choice = nullptr;
    QStackedWidget* m_pages = nullptr;
    QSlider* m_cell_slider = nullptr;
    ImageGrid* m_grid = nullptr;
    ImageCanvas* m_canvas = nullptr;
};

}  // namespace priorscope
