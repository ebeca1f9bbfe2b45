#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {
namespace {

constexpr double kLeastShare = 0.05;

/// A patch inside the box that covers a share of it.
Rectangle patchIn(TransformDraw& draw, const Rectangle& box) {
    const double share = draw.between(kLeastShare, std::max(kLeastShare, draw.strength));
    // Its width is between the share and the whole of the box, and its height follows.
    const double across = draw.between(share, 1.0);
    const double width = across * box.width();
    const double height = share / across * box.height();
    const double left = box.x_min + draw.between(0.0, box.width() - width);
    const double top = box.y_min + draw.between(0.0, box.height() - height);
    return {left, top, left + width, top + height};
}

cv::Rect pixelsOf(const Rectangle& patch, const cv::Mat& pixels) {
    const cv::Point first(static_cast<int>(std::lround(patch.x_min)),
                          static_cast<int>(std::lround(patch.y_min)));
    const cv::Point last(static_cast<int>(std::lround(patch.x_max)),
                         static_cast<int>(std::lround(patch.y_max)));
    return cv::Rect(first, last) & cv::Rect(0, 0, pixels.cols, pixels.rows);
}

PixelStep noiseOver(const Rectangle& patch, std::uint64_t seed) {
    return [patch, seed](PixelCanvas& canvas) {
        const cv::Rect covered = pixelsOf(patch, canvas.rgb);
        if (!covered.empty()) {  // smaller than a pixel, or outside the window
            cv::Mat target = canvas.rgb(covered);
            cv::RNG(seed).fill(target, cv::RNG::UNIFORM, 0, 256);
        }
    };
}

PixelStep meanOver(const Rectangle& patch) {
    return [patch](PixelCanvas& canvas) {
        canvas.rgb(pixelsOf(patch, canvas.rgb))
            .setTo(cv::Scalar(canvas.fill[0], canvas.fill[1], canvas.fill[2]));
    };
}

/// A piece of another image, of the patch's size in pixels where that image is large enough.
void coverWithImage(TransformDraw& draw, const Rectangle& patch) {
    const std::size_t place = draw.random.below(draw.images.count());
    const ImageFacts facts = draw.images.facts(place);
    if (facts.width <= 0 || facts.height <= 0) {
        return;
    }
    const double x_share = std::min(1.0, patch.width() / facts.width);
    const double y_share = std::min(1.0, patch.height() / facts.height);
    const double left = draw.between(0.0, 1.0 - x_share);
    const double top = draw.between(0.0, 1.0 - y_share);
    const Affine map = Affine::shift(-left, -top)
                           .then(Affine::scaling(patch.width() / x_share, patch.height() / y_share))
                           .then(Affine::shift(patch.x_min, patch.y_min));
    draw.canvas.tiles.push_back({.place = place,
                                 .image_width = facts.width,
                                 .image_height = facts.height,
                                 .part = {left, top, left + x_share, top + y_share},
                                 .canvas_from_image = map});
}

}  // namespace

/// Covers a part of one object with noise, the mean, or a piece of another image.
/// Source: Zhong et al., "Random Erasing Data Augmentation" (2017), object-aware for detection (section 3.3)
Sentence drawOcclusion(TransformDraw& draw) {
    if (!draw.happens() || draw.canvas.objects.empty()) {
        return {};
    }
    const CanvasObject& object = draw.canvas.objects[draw.random.below(draw.canvas.objects.size())];
    const Rectangle patch = patchIn(draw, object.box);
    switch (draw.random.below(3)) {
        case 0:
            draw.pixel_steps.push_back(noiseOver(patch, draw.random.next()));
            return Core::tr("an object partly covered with noise");
        case 1:
            draw.pixel_steps.push_back(meanOver(patch));
            return Core::tr("an object partly covered with the mean");
        default:
            coverWithImage(draw, patch);
            return Core::tr("an object partly covered by another image");
    }
}

}  // namespace priorscope
