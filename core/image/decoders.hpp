// What decodes the kinds of files whose faults have to be told apart. Not for users: see decodeImage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/image/image.hpp"

namespace priorscope {

/// The most pixels of an image that is decoded: a square of 16,384, three quarters of a gigabyte.
constexpr std::int64_t kMostPixels = std::int64_t{1} << 28U;

enum class DecodeFault {
    none,
    cut_off,      ///< pixels are missing at the end
    damaged,      ///< the data contradicts itself
    unsupported,  ///< whole, but of a kind that is not read
};

struct DecodedImage {
    Image image;  ///< as stored; without a meaning where there is a fault
    DecodeFault fault = DecodeFault::none;
    std::string detail{};  ///< of the fault: "the rows from about 80 of 160 on are missing"; may be empty

    static DecodedImage failed(DecodeFault fault, std::string detail = {}) {
        return {.image = {}, .fault = fault, .detail = std::move(detail)};
    }
};

/// A JPEG whose data ends early is cut off, whether or not an end marker follows; one that has all its pixels
/// and only lacks the marker is whole. Restart markers out of order and impossible codes are damage. CMYK and
/// YCCK are taken as Adobe writes them, inverted, as every browser does.
/// @param header    what readImageHeader made of the same bytes
/// @param max_side  as decodeImage
DecodedImage decodeJpeg(std::string_view bytes, const ImageHeader& header, int max_side);

/// A PNG that has all its pixels and only lacks what follows them is whole. Samples of 16 bits: see
/// sampleShift.
DecodedImage decodePng(std::string_view bytes);

/// What a BMP, TIFF or WebP file lacks by its header; no fault says that its pixels may be decoded.
DecodedImage faultOfFile(std::string_view bytes, const ImageHeader& header);

/// How far samples of 16 bits are shifted to 8. Cameras of 10, 12 or 14 bits leave the upper bits empty, and
/// what is left of such an image by its upper 8 bits is black: where every sample fits 8, 10, 12 or 14 bits,
/// the fewest of these count.
/// @param largest  the largest sample of the image
/// @param said     bits that the file says its samples have; 0 where it says nothing. They count where every
///                 sample fits them; else the samples were scaled up, as PNG's specification asks for
int sampleShift(unsigned largest, int said);

}  // namespace priorscope
