#include "core/augmentation/transform_draw.hpp"

namespace priorscope {

/// From left to right.
Sentence drawMirror(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    Canvas& canvas = draw.canvas;
    canvas.move({.xx = -1.0, .x0 = canvas.width}, canvas.width, canvas.height);
    return Core::tr("mirrored");
}

}  // namespace priorscope
