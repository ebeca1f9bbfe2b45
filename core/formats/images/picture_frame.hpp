// Which picture the boxes of an annotation refer to: turned or not, of which size. Internal to core/formats.
#pragma once

#include <optional>
#include <vector>

#include "core/formats/dataset_format.hpp"
#include "core/formats/images/image_pairing.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// One annotation with its image, and what was made of both.
struct PictureFrame {
    std::optional<ImageHeader> header{};  ///< nothing where there is no image that can be read
    std::string fault{};                  ///< why an image without header cannot be read
    bool image_exists = false;
    int said_width = 0;  ///< <size>; 0 where there is no usable one
    int said_height = 0;
    const std::vector<Annotation>* objects = nullptr;

    int width = 0;  ///< result: pixels that boxes refer to; 0 where boxes cannot be placed
    int height = 0;
    int orientation = 1;  ///< result: as ImageRecord
    std::vector<PairingDoubt> doubts{};
};

/// Decides for all annotations of a dataset together, since the boxes of one may fit by chance.
///
/// Orientation: <size> decides where it is the image's as stored or as shown, and not both; else the images
/// that were decided so, if they agree; else the boxes, where they fit only one; else the setting.
///
/// Size: where <size> is not the image's, all annotations with the same proportion between the two are asked:
/// as long as their boxes fit the images, boxes are pixels of the image. Where boxes reach beyond the images
/// and fit <size> (or <size> is smaller, and ten boxes and more fill it to its edges), the annotation was
/// made on a picture of that size, and boxes are parts of it. Where they fit neither, or <size> is the image
/// lying on its side and boxes do not fit the image, the annotation is not used.
void decideFrames(std::vector<PictureFrame>& frames, OrientationSetting setting);

}  // namespace priorscope
