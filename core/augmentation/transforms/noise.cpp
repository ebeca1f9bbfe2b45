#include <opencv2/core.hpp>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {

/// Gaussian noise, independent in every channel and pixel, of a standard deviation up to the strength.
Sentence drawNoise(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    const double deviation = draw.between(0.0, draw.strength);
    const std::uint64_t seed = draw.random.next();
    draw.pixel_steps.emplace_back([deviation, seed](PixelCanvas& canvas) {
        cv::Mat pixels = canvas.shownPixels();
        cv::Mat noise(pixels.size(), CV_16SC3);
        cv::RNG random(seed);
        random.fill(noise, cv::RNG::NORMAL, 0.0, deviation);
        cv::add(pixels, noise, pixels, cv::noArray(), CV_8U);
    });
    return Core::tr("noise of %1 / 255").arg(twoDecimals(deviation));
}

}  // namespace priorscope
