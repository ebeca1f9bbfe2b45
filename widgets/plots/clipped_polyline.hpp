// The part of a polyline that a plot shows.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QVector>
#include <vector>

namespace priorscope {

/// Qt's raster engine takes a second and more for a line that reaches millions of pixels beyond its picture,
/// as curves of few points do where a plot is zoomed far in.
/// @param points  pixels; a point that is not finite interrupts the line
/// @return the polylines within the room, in their order; Liang & Barsky, ACM TOG 3(1), 1984
std::vector<QVector<QPointF>> polylinesWithin(const QRectF& room, const QVector<QPointF>& points);

}  // namespace priorscope
