#include "core/augmentation/transform_draw.hpp"

namespace priorscope {

/// Places the canvas on a larger one of filler, so that objects get smaller.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 3.6; the tutorial's expand()
Sentence drawZoomOut(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    const double by = draw.between(1.0, draw.strength);
    Canvas& canvas = draw.canvas;
    const double width = by * canvas.width;
    const double height = by * canvas.height;
    const double left = draw.between(0.0, width - canvas.width);
    const double top = draw.between(0.0, height - canvas.height);
    canvas.move(Affine::shift(left, top), width, height);
    return Core::tr("zoomed out %1×").arg(twoDecimals(by));
}

}  // namespace priorscope
