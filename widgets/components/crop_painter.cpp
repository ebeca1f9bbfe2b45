#include "widgets/components/crop_painter.hpp"

#include <algorithm>

namespace priorscope {

void paintCrop(QPainter& painter, const QRectF& area, const CropPicture& picture, const Box& about,
               const std::vector<CropBox>& boxes, const Theme& theme) {
    const QSizeF natural = picture.picture.isNull() ? picture.size : QSizeF(picture.picture.size());
    const auto pixels = [&](const Box& box) {
        return QRectF(static_cast<double>(box.x_min) * natural.width(),
                      static_cast<double>(box.y_min) * natural.height(),
                      static_cast<double>(box.width()) * natural.width(),
                      static_cast<double>(box.height()) * natural.height());
    };
    const QRectF target = pixels(about);
    const double width = std::max(
        {target.width() * 2.0, target.height() * 2.0 * area.width() / area.height(), natural.width() / 4.0});
    const QSizeF size(width, width * area.height() / area.width());
    const QRectF crop(target.center() - QPointF(size.width(), size.height()) / 2.0, size);
    const double scale = area.width() / crop.width();
    const auto shown = [&](const QRectF& rect) {
        return QRectF(area.topLeft() + (rect.topLeft() - crop.topLeft()) * scale, rect.size() * scale);
    };
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(area, theme.hover);
    painter.setClipRect(area);
    if (!picture.picture.isNull()) {
        painter.drawImage(shown(QRectF(QPointF(0, 0), natural)), picture.picture);
    } else if (!picture.absence.isEmpty()) {
        painter.setFont(theme.smallFont());
        painter.setPen(theme.second);
        painter.drawText(area.adjusted(4, 2, 0, 0), Qt::AlignLeft | Qt::AlignTop, picture.absence);
    }
    painter.setBrush(Qt::NoBrush);
    for (const CropBox& each : boxes) {
        painter.setPen(QPen(QColor(0, 0, 0, 170), 3.5));
        painter.drawRect(shown(pixels(each.box)));
        painter.setPen(QPen(each.color, 1.5, each.line));
        painter.drawRect(shown(pixels(each.box)));
    }
    painter.restore();
}

}  // namespace priorscope
