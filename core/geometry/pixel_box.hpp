// Boxes in pixels and double precision, as evaluation compares them.
#pragma once

#include <algorithm>

#include "core/geometry/box.hpp"

namespace priorscope {

/// Pixels of the image, from its upper left corner; the first pixel covers 0 … 1. Stored as corner and size,
/// as in COCO: with coordinates of one decimal, the edge x + width is not exactly the double that was read,
/// and COCO's figures depend on that.
struct PixelBox {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;

    double area() const { return width * height; }
    bool operator==(const PixelBox&) const = default;
};

/// 0 if the boxes do not overlap.
inline double intersectionArea(const PixelBox& a, const PixelBox& b) {
    const double w = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const double h = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    return w > 0.0 && h > 0.0 ? w * h : 0.0;
}

/// Intersection over union; 0 if the boxes do not overlap. The quotient is rounded only once, so that it
/// equals a threshold such as 0.5 exactly when the integer areas say so. Source: pycocotools
/// (cocodataset/cocoapi), common/maskApi.c, bbIou
inline double intersectionOverUnion(const PixelBox& a, const PixelBox& b) {
    const double shared = intersectionArea(a, b);
    return shared > 0.0 ? shared / (a.area() + b.area() - shared) : 0.0;
}

/// Intersection over the area of a; 0 if the boxes do not overlap. Source: the same, for crowds
inline double intersectionOverFirst(const PixelBox& a, const PixelBox& b) {
    const double shared = intersectionArea(a, b);
    return shared > 0.0 ? shared / a.area() : 0.0;
}

/// An edge whose fraction is that of a whole pixel maps to that pixel, so that boxes in whole pixels
/// round-trip; any other edge is converted as is.
/// @param width, height  pixels, > 0
PixelBox pixelsFromFractions(const Box& box, int width, int height);

}  // namespace priorscope
