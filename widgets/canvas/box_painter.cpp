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

double tagWidth(const CanvasBox& box, const QFontMetricsF& metrics) {
    return box.tag.isEmpty() ? kBar : std::max(kPlateHeight, metrics.horizontalAdvance(box.tag) + 8.0);
}

QSizeF plateSize(const CanvasBox& box, const QString& text, const QFontMetricsF& metrics) {
    const double words = text.isEmpty() ? 0.0 : metrics.horizontalAdvance(text) + 2.0 * kPadding;
    return {std::ceil(tagWidth(box, metrics) + words), kPlateHeight};
}

/// Around the box, the usual place first; inside it at last.
std::array<QPointF, 10> placesAround(const QRectF& box, const QSizeF& size) {
    const double above = box.top() - size.height();
    const double below = box.bottom();
    const double left = box.left() - 1.0;
    const double right = box.right() - size.width() + 1.0;
    const double before = box.left() - size.width();
    const double after = box.right();
    const double bottom = box.bottom() - size.height();
    return {QPointF(left, above),   QPointF(right, above),     QPointF(left, below),
            QPointF(right, below),  QPointF(after, box.top()), QPointF(before, box.top()),
            QPointF(after, bottom), QPointF(before, bottom),   QPointF(left, box.top()),
            QPointF(right, bottom)};
}

}  // namespace

std::optional<QRectF> freePlate(const QRectF& rect, const QSizeF& size, const QRectF& bounds,
                                const std::vector<QRectF>& taken) {
    for (const QPointF& place : placesAround(rect, size)) {
        const QRectF plate(place, size);
        const bool is_free = bounds.contains(plate) &&
                             std::none_of(taken.begin(), taken.end(),
                                          [&](const QRectF& other) { return other.intersects(plate); });
        if (is_free) {
            return plate;
        }
    }
    return std::nullopt;
}

std::optional<BoxLabel> placedLabel(const CanvasBox& box, const QRectF& rect, const QFont& font,
                                    const QRectF& bounds, const std::vector<QRectF>& taken) {
    if (box.label.isEmpty() && box.tag.isEmpty()) {
        return std::nullopt;
    }
    constexpr double kShort = 40.0;
    const QFontMetricsF metrics(font);
    const QString shortened = metrics.elidedText(box.label, Qt::ElideMiddle, kShort);
    for (const QString& text : {box.label, box.tag.isEmpty() ? shortened : QString()}) {
        if (const auto plate = freePlate(rect, plateSize(box, text, metrics), bounds, taken)) {
            return BoxLabel{text, *plate};
        }
    }
    if (!box.is_selected) {
        return std::nullopt;
    }
    // The box fills the view: its label lies inside, in a corner.
    const QSizeF size = plateSize(box, box.label, metrics);
    const double x =
        std::clamp(rect.left(), bounds.left(), std::max(bounds.left(), bounds.right() - size.width()));
    const double y = std::clamp(rect.top() - size.height(), bounds.top(),
                                std::max(bounds.top(), bounds.bottom() - size.height()));
    return BoxLabel{box.label, QRectF(QPointF(x, y), size)};
}

void paintSmallBoxes(QPainter& painter, const QRectF& area, const std::vector<CanvasBox>& boxes) {
    painter.setBrush(Qt::NoBrush);
    for (const CanvasBox& box : boxes) {
        const QRectF rect(area.left() + static_cast<double>(box.box.x_min) * area.width(),
                          area.top() + static_cast<double>(box.box.y_min) * area.height(),
                          static_cast<double>(box.box.width()) * area.width(),
                          static_cast<double>(box.box.height()) * area.height());
        painter.setPen(QPen(QColor(0, 0, 0, 140), 2.5));
        painter.drawRect(rect);
        painter.setPen(QPen(box.color, 1.2, box.line));
        painter.drawRect(rect);
    }
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

void paintBoxLabel(QPainter& painter, const CanvasBox& box, const BoxLabel& label) {
    const Theme& theme = Theme::onPhotograph();
    const QFontMetricsF metrics(painter.font());
    const double tag = tagWidth(box, metrics);
    const QRectF& plate = label.plate;
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
                     label.text);
}

}  // namespace priorscope
