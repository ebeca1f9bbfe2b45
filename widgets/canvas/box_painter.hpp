// Draws boxes and their labels over a photograph.
#pragma once

#include <QPainter>
#include <QRectF>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"

namespace priorscope {

/// Where to put the plate of a label: inside the bounds and, if possible, not over an earlier plate.
/// @param box     the labelled box, in widget pixels
/// @param size    size of the plate
/// @param bounds  in widget pixels
/// @param taken   plates placed so far
QRectF placedLabel(const QRectF& box, const QSizeF& size, const QRectF& bounds,
                   const std::vector<QRectF>& taken);

/// @param rect  in widget pixels
void paintBoxOutline(QPainter& painter, const CanvasBox& box, const QRectF& rect);

/// Size of a label's plate; 0 × 0 if there is no label.
QSizeF labelSize(const CanvasBox& box, const QFont& font);
void paintBoxLabel(QPainter& painter, const CanvasBox& box, const QRectF& plate);

}  // namespace priorscope
