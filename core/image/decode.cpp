// Files to pixels: which decoder is asked, and what is said where it fails.
#include <algorithm>
#include <array>
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

constexpr const char* kCopyAgain = "Copy it again from its source";
constexpr const char* kConvert = "Convert it to JPEG or PNG";

[[noreturn]] void fail(const fs::path& file, std::string reason, std::string remedy) {
    throw Error({.action = "decoding the image",
                 .file = file.string(),
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

struct Signature {
    std::size_t at;
    std::string_view bytes;
    std::string_view name;
    const char* remedy;
};

/// What files that are not decoded often are.
constexpr std::array kSignatures{
    Signature{0, "GIF8"sv, "a GIF image", kConvert},
    Signature{4, "ftypheic"sv, "a HEIC image", kConvert},
    Signature{4, "ftypheix"sv, "a HEIC image", kConvert},
    Signature{4, "ftyphevc"sv, "a HEIC image", kConvert},
    Signature{4, "ftypmif1"sv, "a HEIF image", kConvert},
    Signature{4, "ftypmsf1"sv, "a HEIF image", kConvert},
    Signature{4, "ftypavi"sv, "an AVIF image", kConvert},
    Signature{0, "\xFF\x0A"sv, "a JPEG XL image", kConvert},
    Signature{4, "JXL \x0D\x0A"sv, "a JPEG XL image", kConvert},
    Signature{4, "jP  \x0D\x0A"sv, "a JPEG 2000 image", kConvert},
    Signature{0, "\xFF\x4F\xFF\x51"sv, "a JPEG 2000 image", kConvert},
    Signature{0, "8BPS"sv, "a Photoshop document", kConvert},
    Signature{0, "%PDF"sv, "a PDF document", kConvert},
    Signature{0, "PK\x03\x04"sv, "a zip archive", "Unpack it"},
    Signature{0, "version https://git-lfs"sv, "a placeholder of Git LFS, not the image itself",
              "Fetch the images with git lfs pull"},
    // Pages that a server sent in place of the picture.
    Signature{0, "<!DOCTYPE html"sv, "a web page, not an image", kCopyAgain},
    Signature{0, "<!doctype html"sv, "a web page, not an image", kCopyAgain},
    Signature{0, "<html"sv, "a web page, not an image", kCopyAgain},
    Signature{0, "<HTML"sv, "a web page, not an image", kCopyAgain},
};

[[noreturn]] void failByFormat(const fs::path& file, std::string_view bytes) {
    for (const Signature& signature : kSignatures) {
        if (bytes.size() > signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
            fail(file, "the format is not read: this is " + std::string(signature.name), signature.remedy);
        }
    }
    fail(file, "this is not an image of a known format", "JPEG, PNG, BMP, TIFF and WebP are read");
}

std::string gigabytes(std::int64_t bytes) {
    const std::int64_t tenths = (bytes + 99'999'999) / 100'000'000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

void requireSensibleSize(const fs::path& file, const ImageHeader& header) {
    const std::int64_t pixels = std::int64_t{header.width} * header.height;
    if (pixels > kMostPixels) {
        fail(file,
             "its header says " + std::to_string(header.width) + " x " + std::to_string(header.height) +
                 " pixels, which would need " + gigabytes(3 * pixels) + " of memory; up to " +
                 std::to_string(kMostPixels / 1'000'000) + " million pixels are read",
             "Cut it into parts, or make it smaller");
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
    const std::string detail = decoded.detail.empty() ? std::string{} : ": " + decoded.detail;
    switch (decoded.fault) {
        case DecodeFault::none:
            return;
        case DecodeFault::cut_off:
            fail(file, "the file is cut off" + detail, kCopyAgain);
        case DecodeFault::damaged:
            fail(file, "the file is damaged" + detail, kCopyAgain);
        case DecodeFault::unsupported:
            fail(file, "the format is not read" + detail, kConvert);
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
        fail(file, "the file is damaged, or of a rare kind that is not read",
             std::string(kCopyAgain) + ", or convert it to JPEG or PNG");
    }
    if (bytes.starts_with("\xFF\xD8"sv) || bytes.starts_with("\x89PNG"sv)) {
        fail(file, "the file is cut off or damaged", kCopyAgain);
    }
    failByFormat(file, bytes);
}

std::string readImageFile(const fs::path& file) {
    std::error_code error;
    if (fs::exists(file, error) && !fs::is_regular_file(file, error)) {
        fail(file, "this is not a regular file", "Name an image file");
    }
    const std::uintmax_t size = fs::file_size(file, error);
    if (!error && size > kMostBytes) {
        fail(file, "the file has " + gigabytes(static_cast<std::int64_t>(size)) + ", too much for an image",
             kConvert);
    }
    std::string bytes = readFile(file, "decoding the image");
    if (bytes.empty()) {
        fail(file, "the file is empty", kCopyAgain);
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
             "there is not enough memory" +
                 (header ? " for its " + std::to_string(header->width) + " x " +
                               std::to_string(header->height) + " pixels (" + gigabytes(6 * pixels) + ")"
                         : std::string{}),
             "Close other programs, or make it smaller");
    }
}

}  // namespace

Image decodeImage(const fs::path& file, int max_side, int orientation) {
    return decode(file, max_side, orientation);
}

Image decodeShown(const fs::path& file, int max_side) {
    return decode(file, max_side, std::nullopt);
}

Sentence imageFault(const fs::path& file) {
    constexpr int kSmallest = 1;
    try {
        decodeImage(file, kSmallest);
        return {};
    } catch (const Error& error) {
        const ErrorParts& parts = error.parts();
        return parts.reason + "." + (parts.remedy.empty() ? Sentence() : " " + parts.remedy + ".");
    }
}

}  // namespace priorscope
