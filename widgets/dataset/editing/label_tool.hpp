// Draws, moves and resizes boxes of objects on a canvas.
#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <optional>

#include "widgets/canvas/box_grips.hpp"
#include "widgets/canvas/canvas_tool.hpp"

namespace priorscope {

class ImageCanvas;

/// While it is on, a press on a box chooses and drags it; while drawing, a drag anywhere spans a new box.
/// Keys on the canvas: Shift and an arrow move the box by a pixel.
class LabelTool : public QObject, public CanvasTool {
    Q_OBJECT

  public:
    /// @param canvas  its parent, which uses this tool as long as it lives
    explicit LabelTool(ImageCanvas& canvas);

    void setOn(bool on);
    bool isOn() const { return m_is_on; }
    /// The box that can be moved and resized, and the image's size. Ends a drag.
    void setSelected(const std::optional<VocBox>& box, int width, int height);
    /// The next drag spans a new box.
    void setDrawing(bool drawing);
    bool isDrawing() const { return m_is_drawing; }
    /// A box that was drawn and has no class yet.
    void setPending(const std::optional<VocBox>& box);
    /// Ends a drag without a result. @return whether there was one
    bool cancelDrag();

    bool press(const QPointF& point) override;
    void drag(const QPointF& point) override;
    void release(const QPointF& point) override;
    bool takesKey(const QKeyEvent& event) override;
    std::optional<Qt::CursorShape> cursorAt(const QPointF& point) const override;
    void paint(QPainter& painter) const override;

  Q_SIGNALS:
    void chosen(int id);  ///< of the canvas's boxes, by a press
    void moved(const priorscope::VocBox& box);
    void drawn(const priorscope::VocBox& box);
    void drawingChanged(bool drawing);

  private:
    QRectF viewOf(const VocBox& box) const;
    QPointF pixelAt(const QPointF& point) const;

    ImageCanvas& m_canvas;
    bool m_is_on = false;
    bool m_is_drawing = false;
    std::optional<VocBox> m_selected;
    int m_width = 0;
    int m_height = 0;
    QPointF m_press;
    Grip m_grip;
    bool m_is_dragging = false;    ///< the button is down
    std::optional<VocBox> m_live;  ///< what the drag has made so far
    std::optional<VocBox> m_pending;
};

}  // namespace priorscope
