// The current image with the relevant priors.
#pragma once

#include <QToolButton>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/priors/image/image_overlay.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

/// Shows the priors of the cell under the pointer or of the selected object, or the steps of matching.
class ImagePanel : public Panel {
    Q_OBJECT

  public:
    ImagePanel(Workbench& workbench, ThemeManager& themes, CoverageService& coverage,
               QWidget* parent = nullptr);

    void setMode(OverlayMode mode);
    void nextStep();
    /// Selects the map whose cells are shown.
    void setMap(int map);
    ImageCanvas* canvas() const { return m_canvas; }
    SegmentedControl* modes() const { return m_modes; }
    QToolButton* allMapsButton() const { return m_all_maps; }
    QString caption() const { return m_caption->text(); }

  private:
    void buildBody(const Theme& theme);
    void buildTools();
    void refresh();
    void showCell(const QPointF& fraction, bool inside);

    Workbench& m_workbench;
    CoverageService& m_coverage;
    OverlayState m_overlay;
    ImageCanvas* m_canvas = nullptr;
    ElidedLabel* m_caption = nullptr;
    SegmentedControl* m_modes = nullptr;
    SegmentedControl* m_steps = nullptr;
    QToolButton* m_all_maps = nullptr;
};

}  // namespace priorscope
