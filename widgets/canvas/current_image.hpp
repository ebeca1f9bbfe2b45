// Keeps a canvas on the workbench's current image.
#pragma once

#include <QObject>
#include <QPointer>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Asks for the pixels, shows a calm placeholder of the right size where there are none, and follows the
/// theme's owner through setTheme of the canvas. Loads only while the canvas is visible.
class CurrentImage : public QObject {
    Q_OBJECT

  public:
    CurrentImage(ImageCanvas& canvas, Workbench& workbench);

  Q_SIGNALS:
    /// Another image is on the canvas, or its pixels have come.
    void shown();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refresh();

    ImageCanvas& m_canvas;
    Workbench& m_workbench;
    int m_shown = -1;
};

/// Ground truth as boxes with "person 1" labels; id is the index of the object. Hidden by the filter are left
/// out, but for the selected one; difficult ones are dashed.
std::vector<CanvasBox> objectBoxes(const Workbench& workbench, const ImageRecord& record);

}  // namespace priorscope
