#include <optional>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {
namespace {

constexpr int kTries = 50;

/// A place for the cut that keeps an object, if there are any.
std::optional<Rectangle> partToKeep(TransformDraw& draw, double width, double height) {
    const Canvas& canvas = draw.canvas;
    const bool has_targets = canvas.targetsInside(canvas.bounds()) > 0;
    for (int i = 0; i < kTries; ++i) {
        const double left = draw.between(0.0, canvas.width - width);
        const double top = draw.between(0.0, canvas.height - height);
        const Rectangle part{left, top, left + width, top + height};
        if (!has_targets || canvas.targetsInside(part) > 0) {
            return part;
        }
    }
    return std::nullopt;
}

}  // namespace

/// Enlarges the canvas, cutting it to its size, or shrinks it on filler, keeping its aspect ratio.
Sentence drawScaleJitter(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    const double scale = draw.between(1.0 - draw.strength, 1.0 + draw.strength);
    Canvas& canvas = draw.canvas;
    const double width = canvas.width / scale;
    const double height = canvas.height / scale;
    if (scale >= 1.0) {
        const std::optional<Rectangle> part = partToKeep(draw, width, height);
        if (!part) {
            return {};
        }
        canvas.cut(*part);
    } else {
        const double left = draw.between(0.0, width - canvas.width);
        const double top = draw.between(0.0, height - canvas.height);
        canvas.move(Affine::shift(left, top), width, height);
    }
    return Core::tr("scaled %1×").arg(twoDecimals(scale));
}

}  // namespace priorscope
