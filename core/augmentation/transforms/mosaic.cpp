#include <algorithm>
#include <array>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {
namespace {

/// The point where the four images meet lies in the middle part of the canvas.
constexpr double kMargin = 0.25;

/// Adds an image whose inner corner touches the meeting point, in one of the four cells.
void addImage(TransformDraw& draw, Canvas& mosaic, std::size_t place, const Rectangle& cell,
              const Point& inner) {
    const ImageFacts facts = draw.images.facts(place);
    if (facts.width <= 0 || facts.height <= 0) {
        return;
    }
    const double longer = std::max(mosaic.width, mosaic.height) * draw.between(1.0 - draw.strength, 1.0);
    const double scale = longer / std::max(facts.width, facts.height);
    const double width = scale * facts.width;
    const double height = scale * facts.height;
    const double left = cell.x_min < inner.x ? inner.x - width : inner.x;
    const double top = cell.y_min < inner.y ? inner.y - height : inner.y;
    const Affine map = Affine::scaling(width, height).then(Affine::shift(left, top));
    const Rectangle shown = cell.intersected({left, top, left + width, top + height});
    mosaic.tiles.push_back({.place = place,
                            .image_width = facts.width,
                            .image_height = facts.height,
                            .part = map.inverse().boundsOf(shown),
                            .canvas_from_image = map});
    for (const ObjectFacts& object : facts.objects) {
        const Rectangle box =
            map.boundsOf({object.box.x_min, object.box.y_min, object.box.x_max, object.box.y_max});
        if (shown.contains(box.centre())) {
            mosaic.objects.push_back({.place = place,
                                      .object = object.object,
                                      .label = object.label,
                                      .is_target = object.is_target,
                                      .box = box.intersected(shown)});
        }
    }
}

}  // namespace

/// Four images, each in a quarter: the sample's own and three others of the selection. Small objects get
/// smaller, and every batch sees more of them.
/// Source: Bochkovskiy et al., "YOLOv4" (2020), section 3.3
Sentence drawMosaic(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    Canvas mosaic{.width = draw.canvas.width, .height = draw.canvas.height, .window = draw.canvas.bounds()};
    const Point inner{draw.between(kMargin, 1.0 - kMargin) * mosaic.width,
                      draw.between(kMargin, 1.0 - kMargin) * mosaic.height};
    const std::array<Rectangle, 4> cells{{{0.0, 0.0, inner.x, inner.y},
                                          {inner.x, 0.0, mosaic.width, inner.y},
                                          {0.0, inner.y, inner.x, mosaic.height},
                                          {inner.x, inner.y, mosaic.width, mosaic.height}}};
    const std::uint64_t own = draw.random.below(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t place = i == own ? draw.place : draw.random.below(draw.images.count());
        addImage(draw, mosaic, place, cells[i], inner);
    }
    draw.canvas = std::move(mosaic);
    return Core::tr("mosaic of four");
}

}  // namespace priorscope
