// Images: decoding, resizing to the network's input, and the mapping of points by that resize.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {

/// 8-bit RGB, row by row from the top, without padding: rgb.size() == 3 * width * height.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    bool empty() const { return rgb.empty(); }
};

/// How an image is resized to the network's input.
enum class ResizeMode {
    stretch,    ///< both sides to the input size; the aspect ratio changes
    letterbox,  ///< the longer side to the input size, the rest filled with the mean; keeps the aspect ratio
};

/// Maps a fractional point of the image to the network's input: input = offset + scale * image.
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

/// Decodes JPEG, PNG, BMP, TIFF, WebP and whatever else OpenCV supports; the format is detected from the
/// content, not from the name. The result is always RGB: grey and palette images are expanded; CMYK is
/// converted (inverted, as Adobe writes it and all readers expect); alpha is dropped, keeping the colours
/// stored under it, as torchvision, Pillow's convert("RGB") and OpenCV do. 16-bit samples are reduced to the
/// upper 8 bits in use: an image whose samples fit 8, 10, 12 or 14 bits does not become black.
/// Animations give their first frame or an error. The file's own EXIF orientation is ignored: the caller
/// knows what its boxes refer to.
/// @param max_side     pixels; if > 0, the image may be decoded at a reduced scale, but not below this
///                     side (for thumbnails)
/// @param orientation  EXIF orientation, 1 to 8, to apply to the stored pixels; 1: none
/// @throws Error if the file is missing, is not an image, is too large, or lacks pixels: a
///         JPEG or PNG that only lacks its end marker is complete, one whose data ends early is truncated
Image decodeImage(const std::filesystem::path& file, int max_side = 0, int orientation = 1);

/// The image as shown: with the file's own EXIF orientation applied. For images without an annotation.
/// @param max_side, @throws  as for decodeImage
Image decodeShown(const std::filesystem::path& file, int max_side = 0);

/// A part of an image at a fraction of its size.
struct ImagePart {
    Image image{};  ///< the part, or all of it
    int x = 0;      ///< of its upper left corner in the scaled image, pixels
    int y = 0;
    double whole_width = 0.0;  ///< of the scaled image, pixels; its last column and row may be cut
    double whole_height = 0.0;
};

/// A part of an image; of a JPEG, no more than needed is decoded. Its pixels are those of the whole image
/// decoded at that scale, whatever the part.
/// @param denominator  1, 2, 4 or 8: the sides are divided by it
/// @param part         fractions of the image, turned by the orientation
/// @throws Error as decodeImage does, except that damage outside the part may go unnoticed
ImagePart decodeImagePart(const std::filesystem::path& file, int orientation, int denominator,
                          const Box& part);

/// The format of a file's content, whatever its name.
enum class ImageFormat { jpeg, png, bmp, gif, tiff, webp };

struct ImageSize {
    int width = 0;
    int height = 0;
    bool operator==(const ImageSize&) const = default;
};

/// The contents of an image header.
struct ImageHeader {
    int width = 0;  ///< pixels, as stored
    int height = 0;
    int orientation = 1;  ///< EXIF orientation, 1 to 8, to apply to the stored pixels for display; 1: none
    ImageFormat format = ImageFormat::jpeg;

    /// The size of the image as shown: orientations 5 to 8 swap the sides.
    ImageSize shown() const { return orientation >= 5 ? ImageSize{height, width} : ImageSize{width, height}; }
    bool operator==(const ImageHeader&) const = default;
};

/// Reads the header of a JPEG, PNG, TIFF, WebP, BMP or GIF file without decoding it: a few kilobytes. The
/// orientation comes from EXIF for the first four (TIFF: its own tag); if it is absent, broken or out of
/// range, it is 1.
/// @return nothing if the file cannot be read, has another format or gives no size
std::optional<ImageHeader> readImageHeader(const std::filesystem::path& file);

/// Why a file cannot be decoded and what to do, as sentences: "the file is empty. Copy it again from its
/// source."; empty if it can be decoded. Reads all of it, at the smallest scale.
Sentence imageFault(const std::filesystem::path& file);

/// The stored width and height from readImageHeader.
std::optional<ImageSize> readImageSize(const std::filesystem::path& file);

/// Bilinear with half-pixel centres and no antialiasing when shrinking: OpenCV's INTER_LINEAR, which equals
/// torchvision 0.14's resize of a tensor.
/// @param fill  RGB of the borders for letterbox
Image resizedToInput(const Image& image, int input_size, ResizeMode mode,
                     std::array<std::uint8_t, 3> fill = {124, 116, 104});

/// Shrinks by area averaging until both sides are at most max_side; never enlarges.
Image thumbnail(const Image& image, int max_side);

Image flippedHorizontally(const Image& image);

/// @throws Error if the file cannot be written
void writePng(const Image& image, const std::filesystem::path& file);
/// @param quality  1 to 100
void writeJpeg(const Image& image, const std::filesystem::path& file, int quality = 90);
/// The contents of such a file. @throws Error if the image is empty
std::string jpegBytes(const Image& image, int quality = 90);

}  // namespace priorscope
