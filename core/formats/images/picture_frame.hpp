// Determines the orientation and size that an annotation's boxes refer to. Internal to core/formats.
#pragma once

#include <optional>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/formats/images/image_pairing.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// One annotation with its image, and the result for both.
struct PictureFrame {
    std::optional<ImageHeader> header{};  ///< none if there is no readable image
    Sentence fault{};                     ///< why an image without a header cannot be read
    bool image_exists = false;
    int said_width = 0;  ///< <size>; 0 if unusable
    int said_height = 0;
    const std::vector<Annotation>* objects = nullptr;

    int width = 0;  ///< result: pixels that boxes refer to; 0 if boxes cannot be placed
    int height = 0;
    int orientation = 1;  ///< result: as in ImageRecord
    std::vector<PairingFinding> doubts{};
};

/// Decides for all annotations of a dataset together, since a single one's boxes may fit by chance.
///
/// Orientation: <size> decides if it matches the image either as stored or as shown, but not both; else the
/// images decided that way, if they agree; else the boxes, if they fit only one way; else the setting.
///
/// Size: if <size> differs from the image, all annotations with the same ratio of the two are considered
/// together: as long as their boxes fit the images, boxes are in image pixels. If boxes extend outside the
/// images but fit <size> (or <size> is smaller, and at least ten boxes fill it to its edges), the annotation
/// was made at that size, and boxes are relative to it. If they fit neither, or <size> has the image's sides
/// swapped and boxes do not fit the image, the annotation is not used.
///
/// @param size_name  what gives the said size, for the findings: "<size>"
void decideFrames(std::vector<PictureFrame>& frames, OrientationSetting setting,
                  const Sentence& size_name = Core::tr("<size>"));

}  // namespace priorscope
