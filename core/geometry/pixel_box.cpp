#include "core/geometry/pixel_box.hpp"

#include <cmath>

namespace priorscope {
namespace {

double pixelEdge(float fraction, int side) {
    const double edge = static_cast<double>(fraction) * side;
    // Half a pixel up and cut is std::round() where it matters, at a fraction of its time.
    constexpr double kCut = 1e9;
    const double whole =
        edge >= 0.0 && edge < kCut ? static_cast<double>(static_cast<int>(edge + 0.5)) : std::round(edge);
    // The fraction of a whole pixel is at most half a unit in the last place away; most edges are not.
    constexpr double kFloatUnit = 1.2e-7;
    if (std::abs(edge - whole) > kFloatUnit * std::abs(edge)) {
        return edge;
    }
    return static_cast<float>(whole / side) == fraction ? whole : edge;
}

}  // namespace

PixelBox pixelsFromFractions(const Box& box, int width, int height) {
    const double x = pixelEdge(box.x_min, width);
    const double y = pixelEdge(box.y_min, height);
    return {x, y, pixelEdge(box.x_max, width) - x, pixelEdge(box.y_max, height) - y};
}

}  // namespace priorscope
