// A sample's pixels while they are being changed. Internal to core's augmentation.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <opencv2/core.hpp>

namespace priorscope {

struct PixelCanvas {
    cv::Mat rgb;     ///< CV_8UC3, the network's input
    cv::Rect shown;  ///< the smallest rectangle that has all pixels of images; the others are filler
    cv::Mat mask;    ///< CV_8U, not 0 where a pixel is of an image; empty: all of `shown` is
    std::array<std::uint8_t, 3> fill{};

    cv::Mat shownPixels() const { return rgb(shown); }
};

/// A change of pixels, with the numbers that were drawn for it. It may change filler, which is restored.
using PixelStep = std::function<void(PixelCanvas& canvas)>;

}  // namespace priorscope
