#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "core/augmentation/transform_draw.hpp"
#include "core/base/error.hpp"
#include "core/image/image_codecs.hpp"

namespace priorscope {
namespace {

constexpr int kBestQuality = 95;

void encodeAndDecode(cv::Mat pixels, int quality) {
    const ImageCodecs& codecs = imageCodecs();
    cv::Mat bgr;
    cv::cvtColor(pixels, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> bytes;
    if (!codecs.encode(".jpg", bgr, {cv::IMWRITE_JPEG_QUALITY, quality}, bytes)) {
        throw Error(
            {.action = Core::tr("augmenting an image"), .reason = Core::tr("it could not be encoded")});
    }
    cv::cvtColor(codecs.decode({bytes.begin(), bytes.end()}), pixels, cv::COLOR_BGR2RGB);
}

}  // namespace

/// The artefacts of compression, of a quality between the strength and 95.
Sentence drawJpeg(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    const int quality = static_cast<int>(std::lround(draw.between(draw.strength, kBestQuality)));
    draw.pixel_steps.emplace_back(
        [quality](PixelCanvas& canvas) { encodeAndDecode(canvas.shownPixels(), quality); });
    return Core::tr("JPEG of quality %1").arg(quality);
}

}  // namespace priorscope
