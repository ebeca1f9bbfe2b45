// Shows the workbench's current image on a canvas.
#pragma once

#include <QObject>
#include <QPointer>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Requests the pixels and shows an empty frame of their size until they arrive. Loads only while the
/// canvas is visible. The owner of the canvas sets its theme.
class CurrentImage : public QObject {
    Q_OBJECT

  public:
    CurrentImage(ImageCanvas& canvas, Workbench& workbench);

  Q_SIGNALS:
    /// Another image is on the canvas, or its pixels have arrived.
    void shown();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refresh();
    void showWanted();

    ImageCanvas& m_canvas;
    Workbench& m_workbench;
    int m_shown = -1;
    int m_wanted = -1;        ///< object of the current image to be shown large, once the image is there
    bool m_is_close = false;  ///< the view was moved to an object
};

/// Ground truth as boxes labelled "person 1"; id is the index of the object. Objects hidden by the filter are
/// left out, except for the selected one; difficult ones are dashed.
/// @param image  index of the record; -1: the current one
/// @param all    objects that the filter hides too
std::vector<CanvasBox> objectBoxes(const Workbench& workbench, const ImageRow& record, int image = -1,
                                   bool all = false);

}  // namespace priorscope
