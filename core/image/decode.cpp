// Files to pixels: which decoder is asked, and what is said where it fails.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <new>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/image/byte_source.hpp"
#include "core/image/decoders.hpp"
#include "core/image/image.hpp"
#include "core/image/image_codecs.hpp"
#include "core/image/image_header.hpp"
#include "core/image/mat.hpp"
#include "core/image/tiff_directory.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

/// A file of more bytes is no image of kMostPixels.
constexpr std::uintmax_t kMostBytes = 2'000'000'000;

Sentence copyAgain() {
    return Core::tr("Copy it again from its source");
}

Sentence convert() {
    return Core::tr("Convert it to JPEG or PNG");
}

[[noreturn]] void fail(const fs::path& file, Sentence reason, Sentence remedy) {
    throw Error({.action = Core::tr("decoding the image"),
                 .file = file.string(),
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

struct Signature {
    std::size_t at;
    std::string_view bytes;
    Sentence name;
    Sentence remedy;
};

/// What files that are not decoded often are.
const std::vector<Signature>& signatures() {
    static const std::vector<Signature> known{
        {0, "GIF8"sv, Core::tr("a GIF image"), convert()},
        {4, "ftypheic"sv, Core::tr("a HEIC image"), convert()},
        {4, "ftypheix"sv, Core::tr("a HEIC image"), convert()},
        {4, "ftyphevc"sv, Core::tr("a HEIC image"), convert()},
        {4, "ftypmif1"sv, Core::tr("a HEIF image"), convert()},
        {4, "ftypmsf1"sv, Core::tr("a HEIF image"), convert()},
        {4, "ftypavi"sv, Core::tr("an AVIF image"), convert()},
        {0, "\xFF\x0A"sv, Core::tr("a JPEG XL image"), convert()},
        {4, "JXL \x0D\x0A"sv, Core::tr("a JPEG XL image"), convert()},
        {4, "jP  \x0D\x0A"sv, Core::tr("a JPEG 2000 image"), convert()},
        {0, "\xFF\x4F\xFF\x51"sv, Core::tr("a JPEG 2000 image"), convert()},
        {0, "8BPS"sv, Core::tr("a Photoshop document"), convert()},
        {0, "%PDF"sv, Core::tr("a PDF document"), convert()},
        {0, "PK\x03\x04"sv, Core::tr("a zip archive"), Core::tr("Unpack it")},
        {0, "version https://git-lfs"sv, Core::tr("a placeholder of Git LFS, not the image itself"),
         Core::tr("Fetch the images with git lfs pull")},
        // Pages that a server sent in place of the picture.
        {0, "<!DOCTYPE html"sv, Core::tr("a web page, not an image"), copyAgain()},
        {0, "<!doctype html"sv, Core::tr("a web page, not an image"), copyAgain()},
        {0, "<html"sv, Core::tr("a web page, not an image"), copyAgain()},
        {0, "<HTML"sv, Core::tr("a web page, not an image"), copyAgain()},
    };
    return known;
}

[[noreturn]] void failByFormat(const fs::path& file, std::string_view bytes) {
    for (const Signature& signature : signatures()) {
        if (bytes.size() > signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
            fail(file, Core::tr("the format is not read: this is %1").arg(signature.name), signature.remedy);
        }
    }
    fail(file, Core::tr("this is not an image of a known format"),
         Core::tr("JPEG, PNG, BMP, TIFF and WebP are read"));
}

std::string gigabytes(std::int64_t bytes) {
    const std::int64_t tenths = (bytes + 99'999'999) / 100'000'000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

void requireSensibleSize(const fs::path& file, const ImageHeader& header) {
    const std::int64_t pixels = std::int64_t{header.width} * header.height;
    if (pixels > kMostPixels) {
        fail(file,
             Core::tr("its header says %1 x %2 pixels, which would need %3 of memory; up to %4 million "
                      "pixels are read")
                 .arg(header.width)
                 .arg(header.height)
                 .arg(gigabytes(3 * pixels))
                 .arg(kMostPixels / 1'000'000),
             Core::tr("Cut it into parts, or make it smaller"));
    }
}

/// The pixels as shown by an EXIF orientation. Source: EXIF 2.3 (JEITA CP-3451C), tag 0x0112: where the
/// stored first row and first column lie in the picture as shown.
cv::Mat turned(const cv::Mat& pixels, int orientation) {
    constexpr int kAboutTheMiddleRow = 0;
    constexpr int kLeftToRight = 1;
    constexpr int kBoth = -1;
    cv::Mat result = pixels;
    if (orientation >= 5 && orientation <= 8) {
        cv::transpose(result, result);  // rows become columns: 5
    }
    if (orientation == 2 || orientation == 6) {
        cv::flip(result, result, kLeftToRight);
    } else if (orientation == 4 || orientation == 8) {
        cv::flip(result, result, kAboutTheMiddleRow);
    } else if (orientation == 3 || orientation == 7) {
        cv::flip(result, result, kBoth);
    }
    return result;
}

/// TIFF's decoder turns some orientations by itself, others in part: it is shown an upright file.
void makeUpright(std::string& tiff) {
    MemorySource source(tiff);
    const auto directory = readTiffDirectory(source, 0);
    const TiffEntry* entry = directory ? directory->find(tiff_tag::kOrientation) : nullptr;
    if (entry == nullptr || !directory->value(source, tiff_tag::kOrientation)) {
        return;
    }
    const std::size_t lowest = directory->order == ByteOrder::little ? 0 : entry->value_bytes - 1;
    for (std::size_t i = 0; i < entry->value_bytes; ++i) {
        tiff[entry->at + i] = i == lowest ? '\1' : '\0';
    }
}

/// BMP, TIFF, WebP and what else OpenCV knows. @return nothing if it does not
std::optional<Image> decodeOther(const std::string& bytes) {
    cv::Mat pixels = imageCodecs().decode(bytes);
    if (pixels.type() == CV_16UC3) {
        double largest = 0.0;
        cv::minMaxLoc(pixels.reshape(1), nullptr, &largest);
        const int shift = sampleShift(static_cast<unsigned>(largest), 0);
        cv::Mat reduced;
        // Rounding down, as a shift does: half a step less before rounding to the nearest.
        const double scale = 1.0 / (1 << shift);
        pixels.convertTo(reduced, CV_8U, scale, shift > 0 ? 0.5 * scale - 0.5 : 0.0);
        pixels = reduced;
    }
    if (pixels.empty() || pixels.type() != CV_8UC3) {
        return std::nullopt;
    }
    cv::cvtColor(pixels, pixels, cv::COLOR_BGR2RGB);
    return imageFromMat(pixels);
}

void throwOnFault(const fs::path& file, const DecodedImage& decoded) {
    const Sentence& detail = decoded.detail;
    switch (decoded.fault) {
        case DecodeFault::none:
            return;
        case DecodeFault::cut_off:
            fail(file,
                 detail.empty() ? Core::tr("the file is cut off")
                                : Core::tr("the file is cut off: %1").arg(detail),
                 copyAgain());
        case DecodeFault::damaged:
            fail(file,
                 detail.empty() ? Core::tr("the file is damaged")
                                : Core::tr("the file is damaged: %1").arg(detail),
                 copyAgain());
        case DecodeFault::unsupported:
            fail(file,
                 detail.empty() ? Core::tr("the format is not read")
                                : Core::tr("the format is not read: %1").arg(detail),
                 convert());
    }
}

/// @param bytes  of the file; used up
Image decodeBytes(const fs::path& file, std::string bytes, const std::optional<ImageHeader>& header,
                  int max_side) {
    if (header && (header->format == ImageFormat::jpeg || header->format == ImageFormat::png)) {
        DecodedImage decoded =
            header->format == ImageFormat::jpeg ? decodeJpeg(bytes, *header, max_side) : decodePng(bytes);
        throwOnFault(file, decoded);
        return std::move(decoded.image);
    }
    if (header) {
        throwOnFault(file, faultOfFile(bytes, *header));
    }
    if (header && header->format == ImageFormat::tiff) {
        makeUpright(bytes);
    }
    std::optional<Image> image;
    try {
        image = decodeOther(bytes);
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem) {
            throw std::bad_alloc();
        }
    }
    if (image) {
        return std::move(*image);
    }
    if (header && header->format != ImageFormat::gif) {
        fail(file, Core::tr("the file is damaged, or of a rare kind that is not read"),
             Core::tr("Copy it again from its source, or convert it to JPEG or PNG"));
    }
    if (bytes.starts_with("\xFF\xD8"sv) || bytes.starts_with("\x89PNG"sv)) {
        fail(file, Core::tr("the file is cut off or damaged"), copyAgain());
    }
    failByFormat(file, bytes);
}

std::string readImageFile(const fs::path& file) {
    std::error_code error;
    if (fs::exists(file, error) && !fs::is_regular_file(file, error)) {
        fail(file, Core::tr("this is not a regular file"), Core::tr("Name an image file"));
    }
    const std::uintmax_t size = fs::file_size(file, error);
    if (!error && size > kMostBytes) {
        fail(file,
             Core::tr("the file has %1, too much for an image")
                 .arg(gigabytes(static_cast<std::int64_t>(size))),
             convert());
    }
    std::string bytes = readFile(file, Core::tr("decoding the image"));
    if (bytes.empty()) {
        fail(file, Core::tr("the file is empty"), copyAgain());
    }
    return bytes;
}

std::optional<ImageHeader> headerOf(std::string_view bytes) {
    MemorySource source(bytes);
    return readImageHeader(source);
}

/// @param orientation  nothing: the one that the file names
Image decode(const fs::path& file, int max_side, std::optional<int> orientation) {
    std::string bytes = readImageFile(file);
    const std::optional<ImageHeader> header = headerOf(bytes);
    if (header) {
        requireSensibleSize(file, *header);
    }
    const int turn = orientation.value_or(header ? header->orientation : 1);
    try {
        Image image = decodeBytes(file, std::move(bytes), header, max_side);
        return turn <= 1 ? std::move(image) : imageFromMat(turned(matView(image), turn));
    } catch (const std::bad_alloc&) {
        const std::int64_t pixels = header ? std::int64_t{header->width} * header->height : 0;
        fail(file,
             header ? Core::tr("there is not enough memory for its %1 x %2 pixels (%3)")
                          .arg(header->width)
                          .arg(header->height)
                          .arg(gigabytes(6 * pixels))
                    : Core::tr("there is not enough memory"),
             Core::tr("Close other programs, or make it smaller"));
    }
}

/// The pixels of a part of the image, in whole pixels of the scaled one.
PixelWindow windowOf(const Box& part, const ImageHeader& header, int denominator) {
    const auto span = [&](double from, double to, int side, int& first, int& count) {
        const int all = (side + denominator - 1) / denominator;
        const double scaled = static_cast<double>(side) / denominator;
        first = std::clamp(static_cast<int>(std::floor(from * scaled)), 0, all - 1);
        count = std::clamp(static_cast<int>(std::ceil(to * scaled)), first + 1, all) - first;
    };
    PixelWindow window;
    span(static_cast<double>(part.x_min), static_cast<double>(part.x_max), header.width, window.x,
         window.width);
    span(static_cast<double>(part.y_min), static_cast<double>(part.y_max), header.height, window.y,
         window.height);
    return window;
}

ImagePart scaledWhole(Image image, int denominator) {
    if (denominator > 1) {
        const cv::Size size((image.width + denominator - 1) / denominator,
                            (image.height + denominator - 1) / denominator);
        cv::Mat small;
        cv::resize(matView(image), small, size, 0.0, 0.0, cv::INTER_AREA);
        image = imageFromMat(small);
    }
    const auto width = static_cast<double>(image.width);
    const auto height = static_cast<double>(image.height);
    return {.image = std::move(image), .whole_width = width, .whole_height = height};
}

}  // namespace

Image decodeImage(const fs::path& file, int max_side, int orientation) {
    return decode(file, max_side, orientation);
}

Image decodeShown(const fs::path& file, int max_side) {
    return decode(file, max_side, std::nullopt);
}

ImagePart decodeImagePart(const fs::path& file, int orientation, int denominator, const Box& part) {
    std::string bytes = readImageFile(file);
    const std::optional<ImageHeader> header = headerOf(bytes);
    const bool is_jpeg = header && header->format == ImageFormat::jpeg;
    if (!is_jpeg || orientation > 1) {
        return scaledWhole(decode(file, 0, orientation), denominator);
    }
    requireSensibleSize(file, *header);
    const PixelWindow window = windowOf(part, *header, denominator);
    DecodedPart decoded = decodeJpegPart(bytes, *header, static_cast<unsigned>(denominator), window);
    throwOnFault(file, decoded.decoded);
    return {.image = std::move(decoded.decoded.image),
            .x = decoded.window.x,
            .y = decoded.window.y,
            .whole_width = static_cast<double>(header->width) / denominator,
            .whole_height = static_cast<double>(header->height) / denominator};
}

Sentence imageFault(const fs::path& file) {
    constexpr int kSmallest = 1;
    try {
        decodeImage(file, kSmallest);
        return {};
    } catch (const Error& error) {
        const ErrorParts& parts = error.parts();
        return parts.remedy.empty() ? Core::tr("%1.").arg(parts.reason)
                                    : Core::tr("%1. %2.").arg(parts.reason).arg(parts.remedy);
    }
}

}  // namespace priorscope
