#include "core/geometry/pixel_box.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {
namespace {

double pixelEdge(float fraction, int side) {
    const double edge = static_cast<double>(fraction) * side;
    const double whole = std::round(edge);
    return static_cast<float>(whole / side) == fraction ? whole : edge;
}

double intersection(const PixelBox& a, const PixelBox& b) {
    const double w = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const double h = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    return w > 0.0 && h > 0.0 ? w * h : 0.0;
}

}  // namespace

double intersectionOverUnion(const PixelBox& a, const PixelBox& b) {
    const double shared = intersection(a, b);
    return shared > 0.0 ? shared / (a.area() + b.area() - shared) : 0.0;
}

double intersectionOverFirst(const PixelBox& a, const PixelBox& b) {
    const double shared = intersection(a, b);
    return shared > 0.0 ? shared / a.area() : 0.0;
}

PixelBox pixelsFromFractions(const Box& box, int width, int height) {
    const double x = pixelEdge(box.x_min, width);
    const double y = pixelEdge(box.y_min, height);
    return {x, y, pixelEdge(box.x_max, width) - x, pixelEdge(box.y_max, height) - y};
}

}  // namespace priorscope
