#include <cmath>
#include <numbers>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {
namespace {

/// Around the turned ellipse in the box: the corners of a box are rarely of the object, and a box around
/// them would grow with every turn.
/// Source: Kalra et al., "Towards Rotation Invariance in Object Detection" (2021), section 3
Rectangle turnedBox(const Affine& map, const Rectangle& box) {
    const Point centre = map(box.centre());
    const double half_width = std::hypot(map.xx * box.width() / 2, map.xy * box.height() / 2);
    const double half_height = std::hypot(map.yx * box.width() / 2, map.yy * box.height() / 2);
    return {centre.x - half_width, centre.y - half_height, centre.x + half_width, centre.y + half_height};
}

}  // namespace

/// By a small angle about the middle; the corners that come free are filler.
Sentence drawRotation(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    const double degrees = draw.between(-draw.strength, draw.strength);
    const double angle = degrees * std::numbers::pi / 180.0;
    Canvas& canvas = draw.canvas;
    const Affine turn{
        .xx = std::cos(angle), .xy = -std::sin(angle), .yx = std::sin(angle), .yy = std::cos(angle)};
    const Affine map = Affine::shift(-canvas.width / 2, -canvas.height / 2)
                           .then(turn)
                           .then(Affine::shift(canvas.width / 2, canvas.height / 2));
    for (CanvasTile& tile : canvas.tiles) {
        tile.canvas_from_image = tile.canvas_from_image.then(map);
    }
    for (CanvasObject& object : canvas.objects) {
        object.box = turnedBox(map, object.box);
    }
    canvas.keepObjectsInside(canvas.bounds());
    return Core::tr("rotated by %1°").arg(twoDecimals(degrees));
}

}  // namespace priorscope
