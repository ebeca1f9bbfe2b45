#include <opencv2/imgproc.hpp>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {

Sentence drawGreyscale(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    draw.pixel_steps.emplace_back([](PixelCanvas& canvas) {
        cv::Mat pixels = canvas.shownPixels();
        cv::Mat grey;
        cv::cvtColor(pixels, grey, cv::COLOR_RGB2GRAY);
        cv::cvtColor(grey, pixels, cv::COLOR_GRAY2RGB);
    });
    return Core::tr("grey");
}

}  // namespace priorscope
