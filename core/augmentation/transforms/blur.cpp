#include <opencv2/imgproc.hpp>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {

/// Gaussian, of a standard deviation up to the strength.
Sentence drawBlur(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    constexpr double kLeast = 0.2;
    const double deviation = draw.between(kLeast, std::max(kLeast, draw.strength));
    draw.pixel_steps.emplace_back([deviation](PixelCanvas& canvas) {
        cv::Mat pixels = canvas.shownPixels();
        cv::GaussianBlur(pixels, pixels, {}, deviation, deviation,
                         cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
    });
    return Core::tr("blurred by %1 px").arg(twoDecimals(deviation));
}

}  // namespace priorscope
