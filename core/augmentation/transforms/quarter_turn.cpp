#include "core/augmentation/transform_draw.hpp"

namespace priorscope {

/// By 90, 180 or 270 degrees, each as likely as the others.
Sentence drawQuarterTurn(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    Canvas& canvas = draw.canvas;
    const double width = canvas.width;
    const double height = canvas.height;
    const std::uint64_t quarters = 1 + draw.random.below(3);
    if (quarters == 1) {
        canvas.move({.xx = 0.0, .xy = -1.0, .x0 = height, .yx = 1.0, .yy = 0.0, .y0 = 0.0}, height, width);
    } else if (quarters == 2) {
        canvas.move({.xx = -1.0, .x0 = width, .yy = -1.0, .y0 = height}, width, height);
    } else {
        canvas.move({.xx = 0.0, .xy = 1.0, .x0 = 0.0, .yx = -1.0, .yy = 0.0, .y0 = width}, height, width);
    }
    return Core::tr("turned by %1°").arg(90 * quarters);
}

}  // namespace priorscope
