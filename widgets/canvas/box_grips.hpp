// How a box is moved and resized with the mouse: pure geometry.
#pragma once

#include <QPointF>
#include <QRectF>
#include <Qt>
#include <array>
#include <utility>

#include "core/dataset/annotation.hpp"

namespace priorscope {

/// The edges of a box that follow the pointer.
struct Grip {
    bool left = false;
    bool top = false;
    bool right = false;
    bool bottom = false;
    bool isNone() const { return !left && !top && !right && !bottom; }
    bool isMove() const { return left && top && right && bottom; }
    bool operator==(const Grip&) const = default;
};
inline constexpr Grip kMoveGrip{true, true, true, true};

/// Where a box is gripped: within 5 px of an edge or a corner, which comes first, else its inside; of a box
/// too small for both, edges are gripped from the outside only. None beside it.
/// @param box  widget pixels
Grip gripAt(const QRectF& box, const QPointF& point);

Qt::CursorShape cursorOf(const Grip& grip);

/// The middles of the eight handles. @param box  widget pixels
std::array<QPointF, 8> handlesOf(const QRectF& box);

/// The box with its gripped edges moved, within the image and at least one pixel. Edges that move become
/// whole pixels, the others stay; moved as a whole, all are, and the size stays what it was.
/// @param dx, dy         image pixels
/// @param width, height  of the image
VocBox dragged(const VocBox& box, const Grip& grip, double dx, double dy, int width, int height);

/// The box between two points, in whole pixels. @param a, b  image pixels, from its upper left corner
VocBox spanned(const QPointF& a, const QPointF& b, int width, int height);

}  // namespace priorscope
