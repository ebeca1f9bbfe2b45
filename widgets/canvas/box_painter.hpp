// Draws boxes and their labels over a photograph.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"

namespace priorscope {

/// A box and where it is shown.
struct PlacedBox {
    const CanvasBox* box = nullptr;
    QRectF rect;  ///< in widget pixels
};

/// The first place around the box, or inside it, that is within the bounds and over nothing that is taken.
/// @param size  of the plate
std::optional<QRectF> freePlate(const QRectF& box, const QSizeF& size, const QRectF& bounds,
                                const std::vector<QRectF>& taken);

/// A label and the plate that it lies on.
struct BoxLabel {
    QString text;
    QRectF plate;  ///< in widget pixels
};

/// Where the label goes: beside its box, inside the bounds and over nothing that is taken. It is shortened
/// where the whole of it has no place; nothing is returned if there is no place, or no label. The label of a
/// selected box always has one.
/// @param rect    of the box, in widget pixels
/// @param bounds  in widget pixels
/// @param taken   plates placed so far, and the selected box
std::optional<BoxLabel> placedLabel(const CanvasBox& box, const QRectF& rect, const QFont& font,
                                    const QRectF& bounds, const std::vector<QRectF>& taken);

/// Outlines over a thumbnail.
/// @param area  of the thumbnail, in widget pixels
void paintSmallBoxes(QPainter& painter, const QRectF& area, const std::vector<CanvasBox>& boxes);

/// @param rect  in widget pixels
void paintBoxOutline(QPainter& painter, const CanvasBox& box, const QRectF& rect);

void paintBoxLabel(QPainter& painter, const CanvasBox& box, const BoxLabel& label);

}  // namespace priorscope
