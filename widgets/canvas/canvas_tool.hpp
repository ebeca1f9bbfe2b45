// What the mouse does on a canvas beside looking.
#pragma once

#include <QPointF>
#include <optional>

class QKeyEvent;
class QPainter;

namespace priorscope {

/// Asked before the canvas itself acts. Points are widget pixels.
class CanvasTool {
  public:
    CanvasTool() = default;
    virtual ~CanvasTool() = default;
    CanvasTool(const CanvasTool&) = delete;
    CanvasTool& operator=(const CanvasTool&) = delete;

    /// The left button. @return whether the tool takes what follows until the release
    virtual bool press(const QPointF& point) = 0;
    virtual void drag(const QPointF& point) = 0;
    virtual void release(const QPointF& point) = 0;
    /// @return whether the key was meant for it
    virtual bool takesKey(const QKeyEvent& event) = 0;
    /// Nothing: the canvas has its own.
    virtual std::optional<Qt::CursorShape> cursorAt(const QPointF& point) const = 0;
    /// Over the boxes.
    virtual void paint(QPainter& painter) const = 0;
};

}  // namespace priorscope
