#include "core/image/image.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/image/image_codecs.hpp"
#include "core/image/mat.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// Where an image of this size lies in a square input, in pixels.
struct Placement {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

Placement placementOf(int image_width, int image_height, int input_size, ResizeMode mode) {
    if (image_width <= 0 || image_height <= 0 || input_size <= 0) {
        throw Error({.action = Core::tr("resizing an image"),
                     .reason = Core::tr("sides must be positive, got %1 x %2 to %3")
                                   .arg(image_width)
                                   .arg(image_height)
                                   .arg(input_size)});
    }
    if (mode == ResizeMode::stretch) {
        return {0, 0, input_size, input_size};
    }
    const double scale = static_cast<double>(input_size) / std::max(image_width, image_height);
    const int width = std::clamp(static_cast<int>(std::lround(image_width * scale)), 1, input_size);
    const int height = std::clamp(static_cast<int>(std::lround(image_height * scale)), 1, input_size);
    return {(input_size - width) / 2, (input_size - height) / 2, width, height};
}

/// @param file  named in errors; empty: the image is not written to one
std::string encoded(const Image& image, const fs::path& file, const char* ending,
                    const std::vector<int>& flags) {
    const Sentence action = Core::tr("writing the image");
    if (image.empty()) {
        throw Error({.action = action, .file = file.string(), .reason = Core::tr("the image is empty")});
    }
    std::vector<std::uint8_t> bytes;
    bool is_encoded = false;
    try {
        cv::Mat bgr;
        cv::cvtColor(matView(image), bgr, cv::COLOR_RGB2BGR);
        is_encoded = imageCodecs().encode(ending, bgr, flags, bytes);
    } catch (const cv::Exception&) {
        is_encoded = false;
    }
    if (!is_encoded) {
        throw Error({.action = action, .file = file.string(), .reason = Core::tr("it could not be encoded")});
    }
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<int> jpegFlags(int quality) {
    return {cv::IMWRITE_JPEG_QUALITY, std::clamp(quality, 1, 100)};
}

}  // namespace

cv::Mat matView(Image& image) {
    return {image.height, image.width, CV_8UC3, image.rgb.data()};
}

cv::Mat matView(const Image& image) {
    return {image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.rgb.data())};
}

Image imageFromMat(const cv::Mat& rgb) {
    Image image{.width = rgb.cols, .height = rgb.rows, .rgb = {}};
    const std::size_t row = 3 * static_cast<std::size_t>(rgb.cols);
    image.rgb.resize(row * static_cast<std::size_t>(rgb.rows));
    for (int y = 0; y < rgb.rows; ++y) {
        std::memcpy(image.rgb.data() + row * static_cast<std::size_t>(y), rgb.ptr(y), row);
    }
    return image;
}

Box ResizeMapping::inputFromImage(const Box& box) const {
    return {offset_x + scale_x * box.x_min, offset_y + scale_y * box.y_min, offset_x + scale_x * box.x_max,
            offset_y + scale_y * box.y_max};
}

Box ResizeMapping::imageFromInput(const Box& box) const {
    return {(box.x_min - offset_x) / scale_x, (box.y_min - offset_y) / scale_y,
            (box.x_max - offset_x) / scale_x, (box.y_max - offset_y) / scale_y};
}

ResizeMapping resizeMapping(int image_width, int image_height, int input_size, ResizeMode mode) {
    const Placement place = placementOf(image_width, image_height, input_size, mode);
    const auto side = static_cast<float>(input_size);
    return {.scale_x = static_cast<float>(place.width) / side,
            .scale_y = static_cast<float>(place.height) / side,
            .offset_x = static_cast<float>(place.x) / side,
            .offset_y = static_cast<float>(place.y) / side};
}

Image resizedToInput(const Image& image, int input_size, ResizeMode mode, std::array<std::uint8_t, 3> fill) {
    const Placement place = placementOf(image.width, image.height, input_size, mode);
    Image result{.width = input_size, .height = input_size, .rgb = {}};
    result.rgb.resize(3 * static_cast<std::size_t>(input_size) * static_cast<std::size_t>(input_size));
    cv::Mat target = matView(result);
    if (mode == ResizeMode::letterbox) {
        target.setTo(cv::Scalar(fill[0], fill[1], fill[2]));
    }
    cv::Mat region = target(cv::Rect(place.x, place.y, place.width, place.height));
    cv::resize(matView(image), region, region.size(), 0.0, 0.0, cv::INTER_LINEAR);
    return result;
}

Image thumbnail(const Image& image, int max_side) {
    const int longer = std::max(image.width, image.height);
    if (longer <= max_side || max_side <= 0) {
        return image;
    }
    const double scale = static_cast<double>(max_side) / longer;
    const cv::Size size(std::max(1, static_cast<int>(std::lround(image.width * scale))),
                        std::max(1, static_cast<int>(std::lround(image.height * scale))));
    cv::Mat small;
    cv::resize(matView(image), small, size, 0.0, 0.0, cv::INTER_AREA);
    return imageFromMat(small);
}

Image flippedHorizontally(const Image& image) {
    Image result{.width = image.width, .height = image.height, .rgb = {}};
    result.rgb.resize(image.rgb.size());
    const auto width = static_cast<std::size_t>(image.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        const std::uint8_t* from = image.rgb.data() + 3 * width * y;
        std::uint8_t* to = result.rgb.data() + 3 * width * (y + 1);
        for (std::size_t x = 0; x < width; ++x) {
            to -= 3;
            std::copy_n(from, 3, to);
            from += 3;
        }
    }
    return result;
}

void writePng(const Image& image, const fs::path& file) {
    writeFileAtomically(Core::tr("writing the image"), file,
                        encoded(image, file, ".png", {cv::IMWRITE_PNG_COMPRESSION, 6}), Durability::quick);
}

void writeJpeg(const Image& image, const fs::path& file, int quality) {
    writeFileAtomically(Core::tr("writing the image"), file, encoded(image, file, ".jpg", jpegFlags(quality)),
                        Durability::quick);
}

std::string jpegBytes(const Image& image, int quality) {
    return encoded(image, {}, ".jpg", jpegFlags(quality));
}

}  // namespace priorscope
