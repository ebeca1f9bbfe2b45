// Pixels: decoding, resizing to the network's input, and where a point goes by it.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/geometry/box.hpp"

namespace priorscope {

/// 8-bit RGB, row by row from the top, without padding: rgb.size() == 3 * width * height.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    bool empty() const { return rgb.empty(); }
};

/// How an image is brought to the network's input size.
enum class ResizeMode {
    stretch,    ///< both sides to the input size; aspect ratios change
    letterbox,  ///< the longer side to the input size, the rest filled with the mean; aspect ratios are kept
};

/// Where a fractional point of the image lies in the network's input: input = offset + scale * image.
struct ResizeMapping {
    float scale_x = 1.0F;
    float scale_y = 1.0F;
    float offset_x = 0.0F;
    float offset_y = 0.0F;

    Box inputFromImage(const Box& box) const;
    Box imageFromInput(const Box& box) const;
};

/// @param image_width, image_height  pixels
/// @param input_size                 pixels, the side of the square input
ResizeMapping resizeMapping(int image_width, int image_height, int input_size, ResizeMode mode);

/// Decodes JPEG, PNG, BMP, TIFF, WebP and what else OpenCV knows; what a file is follows from its bytes, not
/// from its name. Colour is RGB whatever the file holds: grey and palettes are expanded; CMYK is converted
/// (inverted, as Adobe writes it and everybody reads it); transparency is left away, and the colours stay
/// that the file has under it, as torchvision, Pillow's convert("RGB") and OpenCV do. 16 bits are reduced to
/// 8 by the upper ones that are used: an image whose samples fit 8, 10, 12 or 14 bits is not black.
/// Animations give their first picture or an error. The file's own EXIF orientation is not looked at: the
/// caller knows what its boxes refer to.
/// @param max_side     pixels; where > 0 the image may be decoded at a fraction of its size, not below this
///                     side (for thumbnails)
/// @param orientation  EXIF's, 1 to 8: how the stored pixels are turned; 1: not at all
/// @throws Error where the file is missing, is not an image, is larger than can be held, or lacks pixels: a
///         JPEG or PNG that only lacks its end marker is whole, one whose data ends early is cut off
Image decodeImage(const std::filesystem::path& file, int max_side = 0, int orientation = 1);

/// The picture as shown: turned as the file's own EXIF orientation says. For images without an annotation.
/// @param max_side, @throws  as decodeImage
Image decodeShown(const std::filesystem::path& file, int max_side = 0);

/// What a file says it is, whatever its name ends with.
enum class ImageFormat { jpeg, png, bmp, gif, tiff, webp };

struct ImageSize {
    int width = 0;
    int height = 0;
    bool operator==(const ImageSize&) const = default;
};

/// What the header of an image file says.
struct ImageHeader {
    int width = 0;  ///< pixels, as stored
    int height = 0;
    int orientation = 1;  ///< EXIF's, 1 to 8: how the stored pixels are turned to be shown; 1: not at all
    ImageFormat format = ImageFormat::jpeg;

    /// The sides of the picture as shown: orientations 5 to 8 lie on their side.
    ImageSize shown() const { return orientation >= 5 ? ImageSize{height, width} : ImageSize{width, height}; }
    bool operator==(const ImageHeader&) const = default;
};

/// Reads the header of a JPEG, PNG, TIFF, WebP, BMP or GIF file, without decoding it: a few kilobytes. The
/// orientation is that of EXIF in the first four (TIFF: its own tag); where it is absent, broken or not one
/// of EXIF's, it is 1.
/// @return nothing where the file cannot be read, is none of these or names no size
std::optional<ImageHeader> readImageHeader(const std::filesystem::path& file);

/// Why a file cannot be decoded and what to do, as sentences: "the file is empty. Copy it again from its
/// source."; empty where it can. All of it is read, at the smallest scale.
std::string imageFault(const std::filesystem::path& file);

/// Width and height of readImageHeader, as stored.
std::optional<ImageSize> readImageSize(const std::filesystem::path& file);

/// Bilinear with half-pixel centres and, when shrinking, no antialiasing: OpenCV's INTER_LINEAR, which equals
/// torchvision 0.14's resize of a tensor.
/// @param fill  RGB of the borders for letterbox
Image resizedToInput(const Image& image, int input_size, ResizeMode mode,
                     std::array<std::uint8_t, 3> fill = {124, 116, 104});

/// Shrinks by area averaging so that both sides are at most max_side; never enlarges.
Image thumbnail(const Image& image, int max_side);

Image flippedHorizontally(const Image& image);

/// @throws Error where the file cannot be written
void writePng(const Image& image, const std::filesystem::path& file);
/// @param quality  1 to 100
void writeJpeg(const Image& image, const std::filesystem::path& file, int quality = 90);

}  // namespace priorscope
