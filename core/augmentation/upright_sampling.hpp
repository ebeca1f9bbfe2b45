// Bilinear samples of an image whose axes remain axes. Internal to core's augmentation.
#pragma once

#include "core/image/image.hpp"

namespace priorscope {

/// The place in the source of pixel i of the target, between the centres of the source's pixels: start + step
/// · i
struct AxisMap {
    double step = 1.0;  ///< negative: mirrored
    double start = 0.0;
};

struct PixelBlock {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

/// Fills a block of the target; beyond its border the source goes on as its outermost pixels. Places are
/// rounded to 1/128 of a pixel, and a whole number of pixels added to the start moves them by exactly that.
/// In place of cv::warpAffine(), which takes three times as long, since its map may turn each pixel.
void sampleUpright(const Image& source, const AxisMap& along_x, const AxisMap& along_y, Image& target,
                   const PixelBlock& block);

}  // namespace priorscope
