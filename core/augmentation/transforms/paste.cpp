#include <algorithm>
#include <cmath>
#include <optional>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {
namespace {

/// A pasted crop is at most this much smaller or larger than on its own image.
constexpr double kLeastScale = 0.8;
constexpr double kMostScale = 1.25;
constexpr int kTries = 20;

bool touches(const Rectangle& place, const Rectangle& other) {
    return !place.intersected(other).isEmpty();
}

/// A rectangle of this size inside the bounds that touches none of the others.
std::optional<Rectangle> freePlace(TransformDraw& draw, const Rectangle& bounds, double width, double height,
                                   const std::vector<Rectangle>& others) {
    if (width > bounds.width() || height > bounds.height()) {
        return std::nullopt;
    }
    for (int i = 0; i < kTries; ++i) {
        const double left = draw.between(bounds.x_min, bounds.x_max - width);
        const double top = draw.between(bounds.y_min, bounds.y_max - height);
        const Rectangle place{left, top, left + width, top + height};
        if (std::none_of(others.begin(), others.end(),
                         [&](const Rectangle& other) { return touches(place, other); })) {
            return place;
        }
    }
    return std::nullopt;
}

/// Pixels of the input for a pixel of an image that is only resized, along x and along y.
Point scaleOf(const TransformDraw& draw, const ImageFacts& facts) {
    if (draw.resize == ResizeMode::stretch) {
        return {draw.canvas.width / facts.width, draw.canvas.height / facts.height};
    }
    const double scale = draw.canvas.width / std::max(facts.width, facts.height);
    return {scale, scale};
}

/// @param taken  where nothing may be pasted; grows by the place of this crop
bool pasteOne(TransformDraw& draw, std::vector<Rectangle>& taken) {
    const BackgroundCrop& crop = draw.images.crops()[draw.random.below(draw.images.crops().size())];
    const ImageFacts facts = draw.images.facts(crop.place);
    if (facts.width <= 0 || facts.height <= 0) {
        return false;
    }
    const Rectangle part{crop.part.x_min, crop.part.y_min, crop.part.x_max, crop.part.y_max};
    const double by = std::exp(draw.between(std::log(kLeastScale), std::log(kMostScale)));
    const Point scale = scaleOf(draw, facts);
    const Rectangle bounds = draw.canvas.window.intersected(draw.canvas.bounds());
    const std::optional<Rectangle> place = freePlace(draw, bounds, by * scale.x * facts.width * part.width(),
                                                     by * scale.y * facts.height * part.height(), taken);
    if (!place) {
        return false;
    }
    const Affine map =
        Affine::shift(-part.x_min, -part.y_min)
            .then(Affine::scaling(place->width() / part.width(), place->height() / part.height()))
            .then(Affine::shift(place->x_min, place->y_min));
    draw.canvas.tiles.push_back({.place = crop.place,
                                 .image_width = facts.width,
                                 .image_height = facts.height,
                                 .part = part,
                                 .canvas_from_image = map});
    taken.push_back(*place);
    return true;
}

}  // namespace

/// Pastes crops of false positives where they touch no object, about as large as the network saw them on
/// their own images: background that it is known to take for objects. Source: Dwibedi et al., "Cut, Paste and
/// Learn" (2017), which pastes objects; here what is none is pasted
Sentence drawPaste(TransformDraw& draw) {
    if (!draw.happens() || draw.images.crops().empty()) {
        return {};
    }
    std::vector<Rectangle> taken;
    for (const CanvasObject& object : draw.canvas.objects) {
        taken.push_back(object.box);
    }
    const std::uint64_t wanted = 1 + draw.random.below(static_cast<std::uint64_t>(draw.strength));
    int pasted = 0;
    for (std::uint64_t i = 0; i < wanted; ++i) {
        pasted += pasteOne(draw, taken) ? 1 : 0;
    }
    return pasted == 0 ? Sentence() : Core::tr("crops of false positives pasted: %1").arg(pasted);
}

}  // namespace priorscope
