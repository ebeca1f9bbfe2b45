#include "widgets/dataset/editing/label_tool.hpp"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/canvas/image_canvas.hpp"

namespace priorscope {
namespace {

constexpr double kDragStart = 3.0;  ///< pixels before a press becomes a drag
constexpr double kHandle = 7.0;
constexpr double kPlateGap = 4.0;

void paintSize(QPainter& painter, const QRectF& rect, const VocBox& box) {
    const QString text =
        QStringLiteral("%1 × %2").arg(box.xmax - box.xmin + 1.0).arg(box.ymax - box.ymin + 1.0);
    const QFontMetricsF metrics(painter.font());
    const QRectF plate(rect.left(), rect.bottom() + kPlateGap, metrics.horizontalAdvance(text) + 8.0,
                       metrics.height() + 2.0);
    painter.fillRect(plate, QColor(0, 0, 0, 200));
    painter.setPen(Qt::white);
    painter.drawText(plate, Qt::AlignCenter, text);
}

}  // namespace

LabelTool::LabelTool(ImageCanvas& canvas) : QObject(&canvas), m_canvas(canvas) {
    canvas.setTool(this);
}

void LabelTool::setOn(bool on) {
    m_is_on = on;
    if (!on) {
        setDrawing(false);
        cancelDrag();
    }
    m_canvas.update();
}

void LabelTool::setSelected(const std::optional<VocBox>& box, int width, int height) {
    if (box != m_selected || width != m_width || height != m_height) {
        m_selected = box;
        m_width = width;
        m_height = height;
        cancelDrag();
        m_canvas.update();
    }
}

void LabelTool::setDrawing(bool drawing) {
    if (drawing != m_is_drawing) {
        m_is_drawing = drawing;
        m_canvas.setCursor(drawing ? Qt::CrossCursor : Qt::ArrowCursor);
        Q_EMIT drawingChanged(drawing);
    }
}

void LabelTool::setPending(const std::optional<VocBox>& box) {
    m_pending = box;
    m_canvas.update();
}

bool LabelTool::cancelDrag() {
    const bool was_dragging = m_is_dragging;
    m_is_dragging = false;
    m_live.reset();
    m_canvas.update();
    return was_dragging;
}

QPointF LabelTool::pixelAt(const QPointF& point) const {
    const QPointF fraction = m_canvas.fractionFromView(point);
    return {fraction.x() * m_width, fraction.y() * m_height};
}

QRectF LabelTool::viewOf(const VocBox& box) const {
    const double width = std::max(m_width, 1);
    const double height = std::max(m_height, 1);
    return {m_canvas.viewFromFraction({(box.xmin - 1.0) / width, (box.ymin - 1.0) / height}),
            m_canvas.viewFromFraction({box.xmax / width, box.ymax / height})};
}

bool LabelTool::press(const QPointF& point) {
    if (!m_is_on || m_width <= 0 || m_height <= 0) {
        return false;
    }
    m_press = point;
    m_live.reset();
    if (m_is_drawing) {
        m_is_dragging = true;
        return true;
    }
    m_grip = m_selected ? gripAt(viewOf(*m_selected), point) : Grip{};
    const bool is_resize = !m_grip.isNone() && !m_grip.isMove();
    if (const int id = m_canvas.boxAt(point); !is_resize && id >= 0) {
        Q_EMIT chosen(id);
        m_grip = kMoveGrip;
    }
    m_is_dragging = m_selected.has_value() && !m_grip.isNone();
    return m_is_dragging;
}

void LabelTool::drag(const QPointF& point) {
    if (!m_is_dragging || (!m_live && (point - m_press).manhattanLength() < kDragStart)) {
        return;
    }
    if (m_is_drawing) {
        m_live = spanned(pixelAt(m_press), pixelAt(point), m_width, m_height);
    } else {
        const QPointF way = pixelAt(point) - pixelAt(m_press);
        m_live = dragged(*m_selected, m_grip, way.x(), way.y(), m_width, m_height);
    }
    m_canvas.update();
}

void LabelTool::release(const QPointF& point) {
    drag(point);
    const std::optional<VocBox> result = m_live;
    if (!cancelDrag() || !result) {
        return;
    }
    if (m_is_drawing) {
        setDrawing(false);
        Q_EMIT drawn(*result);
    } else if (*result != *m_selected) {
        Q_EMIT moved(*result);
    }
}

bool LabelTool::takesKey(const QKeyEvent& event) {
    const bool is_ours = m_is_on && event.modifiers().testFlag(Qt::ShiftModifier) &&
                         !event.modifiers().testFlag(Qt::ControlModifier);
    if (!is_ours) {
        return false;
    }
    const double dx = event.key() == Qt::Key_Left ? -1.0 : event.key() == Qt::Key_Right ? 1.0 : 0.0;
    const double dy = event.key() == Qt::Key_Up ? -1.0 : event.key() == Qt::Key_Down ? 1.0 : 0.0;
    if (dx == 0.0 && dy == 0.0) {
        return false;
    }
    if (!m_selected) {
        return true;  // no reason to leave the image
    }
    const VocBox box = dragged(*m_selected, kMoveGrip, dx, dy, m_width, m_height);
    if (box != *m_selected) {
        Q_EMIT moved(box);
    }
    return true;
}

std::optional<Qt::CursorShape> LabelTool::cursorAt(const QPointF& point) const {
    if (!m_is_on) {
        return std::nullopt;
    }
    if (m_is_drawing) {
        return Qt::CrossCursor;
    }
    const Grip grip = m_selected ? gripAt(viewOf(*m_selected), point) : Grip{};
    return grip.isNone() ? std::nullopt : std::optional(cursorOf(grip));
}

void LabelTool::paint(QPainter& painter) const {
    if (!m_is_on) {
        return;
    }
    if (const std::optional<VocBox>& box = m_live ? m_live : m_pending) {
        const QRectF rect = viewOf(*box);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Qt::black, 3.0));
        painter.drawRect(rect);
        painter.setPen(QPen(Qt::white, 1.0));
        painter.drawRect(rect);
        paintSize(painter, rect, *box);
    } else if (m_selected && !m_is_drawing) {
        painter.setPen(QPen(Qt::black, 1.0));
        painter.setBrush(Qt::white);
        for (const QPointF& handle : handlesOf(viewOf(*m_selected))) {
            painter.drawRect(
                QRectF(handle.x() - kHandle / 2.0, handle.y() - kHandle / 2.0, kHandle, kHandle));
        }
    }
}

}  // namespace priorscope
