// Sizes, orientations and channels from the headers of image files, without decoding them.
#include <optional>
#include <string_view>

#include "core/image/byte_source.hpp"
#include "core/image/image.hpp"
#include "core/image/image_header.hpp"
#include "core/image/tiff_directory.hpp"

namespace priorscope {
namespace {

using namespace std::string_view_literals;

/// Files of hostile or ruined bytes end the walk after this many segments or chunks.
constexpr int kMostParts = 20000;

std::optional<ImageHeader> header(ImageFormat format, std::optional<std::uint64_t> width,
                                  std::optional<std::uint64_t> height) {
    constexpr std::uint64_t kLargest = 1U << 20U;
    if (!width || !height || *width == 0 || *height == 0 || *width > kLargest || *height > kLargest) {
        return std::nullopt;
    }
    return ImageHeader{.width = static_cast<int>(*width),
                       .height = static_cast<int>(*height),
                       .orientation = 1,
                       .format = format};
}

/// The orientation of an EXIF block, which in some files is led by a name; nothing where there is no block.
std::optional<int> exifOrientation(ByteSource& source, std::uint64_t at) {
    const std::uint64_t begin = source.matches(at, "Exif\0\0"sv) ? at + 6 : at;
    const auto directory = readTiffDirectory(source, begin);
    return directory ? std::optional(directory->orientation(source)) : std::nullopt;
}

/// The next marker at or after an offset: its code, and where what follows it starts.
struct Marker {
    std::uint64_t code = 0;
    std::uint64_t after = 0;
};

std::optional<Marker> nextMarker(ByteSource& source, std::uint64_t at) {
    constexpr std::uint64_t kMostStray = 1U << 16U;  // writers pad, but not by more
    bool after_ff = false;
    for (std::uint64_t i = at; i < at + kMostStray; ++i) {
        const auto byte = source.number(i, 1, ByteOrder::big);
        if (!byte) {
            return std::nullopt;
        }
        if (after_ff && *byte != 0xFF && *byte != 0) {
            return Marker{*byte, i + 1};
        }
        after_ff = *byte == 0xFF;
    }
    return std::nullopt;
}

bool isFrameHeader(std::uint64_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Calls take(marker, offset of its length) for the segments up to the first scan, as long as it returns
/// true. Source: ITU-T T.81, annex B
template <typename Take>
void walkJpeg(ByteSource& source, const Take& take) {
    std::uint64_t at = 2;
    for (int parts = 0; parts < kMostParts; ++parts) {
        const auto marker = nextMarker(source, at);
        if (!marker || marker->code == 0xD9 || marker->code == 0xDA) {
            break;
        }
        at = marker->after;
        if (marker->code == 0x01 || (marker->code >= 0xD0 && marker->code <= 0xD8)) {
            continue;  // markers without a segment
        }
        const auto length = source.number(at, 2, ByteOrder::big);
        if (!length || *length < 2 || !take(marker->code, at)) {
            break;
        }
        at += *length;
    }
}

/// Source: EXIF 2.3, section 4.5, for the orientation.
std::optional<ImageHeader> jpegHeader(ByteSource& source) {
    std::optional<ImageHeader> found;
    std::optional<int> orientation;
    walkJpeg(source, [&](std::uint64_t marker, std::uint64_t at) {
        if (!found && isFrameHeader(marker)) {
            found = header(ImageFormat::jpeg, source.number(at + 5, 2, ByteOrder::big),
                           source.number(at + 3, 2, ByteOrder::big));
        } else if (marker == 0xE1 && !orientation && source.matches(at + 2, "Exif\0\0"sv)) {
            orientation = exifOrientation(source, at + 2);
        }
        return true;
    });
    if (found) {
        found->orientation = orientation.value_or(1);
    }
    return found;
}

/// The components of the frame. Source: ITU-T T.81, B.2.2
std::optional<int> jpegChannels(ByteSource& source) {
    std::optional<std::uint64_t> components;
    walkJpeg(source, [&](std::uint64_t marker, std::uint64_t at) {
        components = isFrameHeader(marker) ? source.number(at + 7, 1, ByteOrder::big) : std::nullopt;
        return !isFrameHeader(marker);
    });
    return components && *components >= 1 && *components <= 4 ? std::optional(static_cast<int>(*components))
                                                              : std::nullopt;
}

/// Those of the colour type. Source: PNG specification, 11.2.2
std::optional<int> pngChannels(ByteSource& source) {
    constexpr std::uint64_t kColorType = 25;
    const auto type = source.number(kColorType, 1, ByteOrder::big);
    switch (type ? static_cast<int>(*type) : -1) {
        case 0:
            return 1;
        case 2:
        case 3:
            return 3;
        case 4:
            return 2;
        case 6:
            return 4;
        default:
            return std::nullopt;
    }
}

/// Source: "PNG Specification", third edition: the eXIf chunk stands before or after the pixels.
std::optional<ImageHeader> pngHeader(ByteSource& source) {
    auto found =
        header(ImageFormat::png, source.number(16, 4, ByteOrder::big), source.number(20, 4, ByteOrder::big));
    std::uint64_t at = 8;
    for (int parts = 0; found && parts < kMostParts; ++parts) {
        const auto length = source.number(at, 4, ByteOrder::big);
        if (!length || source.matches(at + 4, "IEND"sv)) {
            break;
        }
        if (source.matches(at + 4, "eXIf"sv)) {
            found->orientation = exifOrientation(source, at + 8).value_or(1);
            break;
        }
        at += *length + 12;
    }
    return found;
}

/// The EXIF chunk of an extended WebP file, which follows the pixels.
int webpOrientation(ByteSource& source, std::uint64_t at) {
    for (int parts = 0; parts < kMostParts; ++parts) {
        const auto length = source.number(at + 4, 4, ByteOrder::little);
        if (!length) {
            break;
        }
        if (source.matches(at, "EXIF"sv)) {
            return exifOrientation(source, at + 8).value_or(1);
        }
        at += 8 + *length + *length % 2;
    }
    return 1;
}

/// Source: RFC 9649 and RFC 6386, section 9.1.
std::optional<ImageHeader> webpHeader(ByteSource& source) {
    constexpr std::uint64_t kExifFlag = 0x08;
    constexpr std::uint64_t kSide = (1U << 14U) - 1U;
    if (source.matches(12, "VP8X"sv)) {
        const auto width = source.number(24, 3, ByteOrder::little);
        const auto height = source.number(27, 3, ByteOrder::little);
        if (!width || !height) {
            return std::nullopt;
        }
        auto found = header(ImageFormat::webp, *width + 1, *height + 1);
        if (found && (source.number(20, 1, ByteOrder::little).value_or(0) & kExifFlag) != 0) {
            found->orientation = webpOrientation(source, 30);
        }
        return found;
    }
    if (source.matches(12, "VP8L"sv) && source.matches(20, "\x2F"sv)) {
        const auto bits = source.number(21, 4, ByteOrder::little);
        return bits ? header(ImageFormat::webp, (*bits & kSide) + 1, ((*bits >> 14U) & kSide) + 1)
                    : std::nullopt;
    }
    if (source.matches(12, "VP8 "sv) && source.matches(23, "\x9D\x01\x2A"sv)) {
        const auto width = source.number(26, 2, ByteOrder::little);
        const auto height = source.number(28, 2, ByteOrder::little);
        return width && height ? header(ImageFormat::webp, *width & kSide, *height & kSide) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<ImageHeader> tiffHeader(ByteSource& source) {
    const auto directory = readTiffDirectory(source, 0);
    if (!directory) {
        return std::nullopt;
    }
    auto found = header(ImageFormat::tiff, directory->value(source, tiff_tag::kWidth),
                        directory->value(source, tiff_tag::kHeight));
    if (found) {
        found->orientation = directory->orientation(source);
    }
    return found;
}

std::optional<ImageHeader> bmpHeader(ByteSource& source) {
    if (source.number(14, 4, ByteOrder::little) == 12) {  // OS/2
        return header(ImageFormat::bmp, source.number(18, 2, ByteOrder::little),
                      source.number(20, 2, ByteOrder::little));
    }
    const auto height = source.number(22, 4, ByteOrder::little);
    if (!height) {
        return std::nullopt;
    }
    // A negative height says that the first row is the upper one.
    const bool negative = *height > 0x7FFFFFFFU;
    return header(ImageFormat::bmp, source.number(18, 4, ByteOrder::little),
                  negative ? 0x100000000U - *height : *height);
}

bool isJpeg(ByteSource& source) {
    return source.matches(0, "\xFF\xD8"sv);
}

bool isPng(ByteSource& source) {
    return source.matches(0, "\x89PNG\r\n\x1A\n"sv);
}

}  // namespace

std::optional<ImageHeader> readImageHeader(ByteSource& source) {
    if (isJpeg(source)) {
        return jpegHeader(source);
    }
    if (isPng(source)) {
        return pngHeader(source);
    }
    if (source.matches(0, "GIF8"sv)) {
        return header(ImageFormat::gif, source.number(6, 2, ByteOrder::little),
                      source.number(8, 2, ByteOrder::little));
    }
    if (source.matches(0, "RIFF"sv) && source.matches(8, "WEBP"sv)) {
        return webpHeader(source);
    }
    if (source.matches(0, "BM"sv)) {
        return bmpHeader(source);
    }
    return tiffHeader(source);
}

std::optional<int> storedChannels(ByteSource& source) {
    return isJpeg(source) ? jpegChannels(source) : isPng(source) ? pngChannels(source) : std::nullopt;
}

std::optional<ImageHeader> readImageHeader(const std::filesystem::path& file) {
    FileSource source(file);
    return readImageHeader(source);
}

std::optional<ImageSize> readImageSize(const std::filesystem::path& file) {
    const auto found = readImageHeader(file);
    return found ? std::optional(ImageSize{found->width, found->height}) : std::nullopt;
}

}  // namespace priorscope
