#include "widgets/canvas/box_painter.hpp"

#include <QFontMetricsF>
#include <QPen>
#include <algorithm>
#include <array>

namespace priorscope {
namespace {

constexpr double kPlateHeight = 18.0;
constexpr double kPadding = 5.0;
constexpr double kBar = 3.0;

QColor colorOf(const CanvasBox& box) {
    return box.is_selected ? QColor(Qt::white) : box.color;
}

QPen linePen(const QColor& color, double width, Qt::PenStyle style) {
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (style == Qt::DashLine) {
        pen.setDashPattern({5.0 / width, 4.0 / width});
    } else if (style == Qt::DotLine) {
        pen.setDashPattern({1.5 / width, 3.0 / width});
    }
    return pen;
}

}  // namespace

QRectF placedLabel(const QRectF& box, const QSizeF& size, const QRectF& bounds,
                   const std::vector<QRectF>& taken) {
    const double above = box.top() - size.height();
    const double left = box.left() - 1.0;
    const double right = box.right() - size.width() + 1.0;
    const std::array<QPointF, 6> places{
        QPointF(left, above),         QPointF(right, above),    QPointF(left, box.bottom()),
        QPointF(right, box.bottom()), QPointF(left, box.top()), QPointF(right, box.bottom() - size.height()),
    };
    const auto isFree = [&](const QRectF& plate) {
        return bounds.contains(plate) && std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) {
                   return other.intersects(plate);
               });
    };
    for (const QPointF& place : places) {
        const QRectF plate(place, size);
        if (isFree(plate)) {
            return plate;
        }
    }
    const double x = std::clamp(left, bounds.left(), std::max(bounds.left(), bounds.right() - size.width()));
    const double y = std::clamp(above, bounds.top(), std::max(bounds.top(), bounds.bottom() - size.height()));
    return {QPointF(x, y), size};
}

void paintBoxOutline(QPainter& painter, const CanvasBox& box, const QRectF& rect) {
    const double width = box.is_selected ? std::max(box.width, 2.0) : box.width;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 170), width + 2.0, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawRect(rect);
    painter.setPen(linePen(colorOf(box), width, box.line));
    painter.drawRect(rect);
    if (box.is_selected) {  // the class colour stays visible inside the white line
        painter.setPen(linePen(box.color, 1.0, Qt::SolidLine));
        painter.drawRect(rect.adjusted(2.5, 2.5, -2.5, -2.5));
    }
}

QSizeF labelSize(const CanvasBox& box, const QFont& font) {
    if (box.label.isEmpty() && box.tag.isEmpty()) {
        return {0.0, 0.0};
    }
    const QFontMetricsF metrics(font);
    const double tag =
        box.tag.isEmpty() ? kBar : std::max(kPlateHeight, metrics.horizontalAdvance(box.tag) + 8.0);
    const double text = box.label.isEmpty() ? 0.0 : metrics.horizontalAdvance(box.label) + 2.0 * kPadding;
    return {std::ceil(tag + text), kPlateHeight};
}

void paintBoxLabel(QPainter& painter, const CanvasBox& box, const QRectF& plate) {
    const Theme& theme = Theme::onPhotograph();
    const QFontMetricsF metrics(painter.font());
    const double tag =
        box.tag.isEmpty() ? kBar : std::max(kPlateHeight, metrics.horizontalAdvance(box.tag) + 8.0);
    QColor ground = theme.base;
    ground.setAlpha(225);
    painter.fillRect(plate, ground);
    const QRectF mark(plate.topLeft(), QSizeF(tag, plate.height()));
    painter.fillRect(mark, colorOf(box));
    if (!box.tag.isEmpty()) {
        painter.setPen(theme.base);
        painter.drawText(mark, Qt::AlignCenter, box.tag);
    }
    painter.setPen(theme.text);
    painter.drawText(plate.adjusted(tag + kPadding - 1.0, 0.0, 0.0, 0.0), Qt::AlignLeft | Qt::AlignVCenter,
                     box.label);
}

}  // namespace priorscope
