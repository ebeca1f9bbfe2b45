// Decoders for the formats whose defects have to be told apart. Internal: use decodeImage instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/text/sentence.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// Maximum number of pixels of a decoded image: a square of 16,384, three quarters of a gigabyte.
constexpr std::int64_t kMostPixels = std::int64_t{1} << 28U;

enum class DecodeFault {
    none,
    cut_off,      ///< pixels are missing at the end
    damaged,      ///< the data is inconsistent
    unsupported,  ///< intact, but in an unsupported variant
};

struct DecodedImage {
    Image image;  ///< as stored; unspecified if there is a fault
    DecodeFault fault = DecodeFault::none;
    Sentence detail{};  ///< of the fault: "the rows from about 80 of 160 on are missing"; may be empty

    static DecodedImage failed(DecodeFault fault, Sentence detail = {}) {
        return {.image = {}, .fault = fault, .detail = std::move(detail)};
    }
};

/// A JPEG whose data ends early is truncated, with or without an end marker; one that has all its pixels and
/// only lacks the marker is complete. Restart markers out of order and invalid codes count as damage. CMYK
/// and YCCK are decoded as inverted, as Adobe writes them and every browser does.
/// @param header    the result of readImageHeader for the same bytes
/// @param max_side  as for decodeImage
DecodedImage decodeJpeg(std::string_view bytes, const ImageHeader& header, int max_side);

/// Columns and rows of a scaled image; all of it if the width is 0.
struct PixelWindow {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

struct DecodedPart {
    DecodedImage decoded{};
    PixelWindow window{};  ///< what was decoded
};

/// A part of a JPEG, with the pixels that the whole has there; columns outside of it are not decoded, nor
/// rows below it, so that damage there is not noticed.
/// @param scale_denominator  1, 2, 4 or 8: the sides are divided by it, rounding up
/// @param window             inside the scaled image
DecodedPart decodeJpegPart(std::string_view bytes, const ImageHeader& header, unsigned scale_denominator,
                           const PixelWindow& window);

/// A PNG that has all its pixels and only lacks what follows them is complete. 16-bit samples: see
/// sampleShift.
DecodedImage decodePng(std::string_view bytes);

/// Checks a BMP, TIFF or WebP file for missing data by its header; no fault means that it can be decoded.
DecodedImage faultOfFile(std::string_view bytes, const ImageHeader& header);

/// The shift that converts 16-bit samples to 8 bits. Cameras with 10, 12 or 14 bits leave the upper bits
/// empty, so that the upper 8 bits of such an image are black: if every sample fits 8, 10, 12 or 14 bits,
/// the smallest of these depths is used.
/// @param largest  the largest sample of the image
/// @param said     bits per sample declared by the file; 0 if it declares none. The declared depth is used if
///                 every sample fits; otherwise samples were scaled up, as PNG's specification requires
int sampleShift(unsigned largest, int said);

}  // namespace priorscope
