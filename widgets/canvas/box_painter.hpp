// Draws boxes and their labels over a photograph.
#pragma once

#include <QPainter>
#include <QRectF>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"

namespace priorscope {

/// A label's plate, where it does not leave the bounds nor, if there is another place, hide an earlier plate.
/// @param box     of the labelled box, in widget pixels
/// @param size    of the plate
/// @param bounds  in widget pixels
/// @param taken   plates that are there already
QRectF placedLabel(const QRectF& box, const QSizeF& size, const QRectF& bounds,
                   const std::vector<QRectF>& taken);

/// @param rect  in widget pixels
void paintBoxOutline(QPainter& painter, const CanvasBox& box, const QRectF& rect);

/// Size of the plate of a label, 0 × 0 where there is none.
QSizeF labelSize(const CanvasBox& box, const QFont& font);
void paintBoxLabel(QPainter& painter, const CanvasBox& box, const QRectF& plate);

}  // namespace priorscope
