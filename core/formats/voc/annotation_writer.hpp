// Annotations in VOC's XML that a program made: to be looked at before they count as truth.
#pragma once

#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {

struct ProposedObject {
    std::string name{};  ///< of the class
    Box box{};           ///< fractions of the image
    float score = 0.0F;
};

struct ProposedAnnotation {
    std::string folder{};     ///< of the image: its name alone
    std::string file_name{};  ///< of the image
    int width = 0;            ///< pixels that the boxes refer to, > 0
    int height = 0;
    int orientation = 1;  ///< EXIF orientation that the boxes presuppose, as in ImageRecord
    std::vector<ProposedObject> objects{};
};

/// The text of an annotation file. Its root says verified="no", as labelImg marks what nobody has checked,
/// and each object has its <score>. Boxes are rounded to whole pixels, 1-based and both ends inclusive,
/// within the image and at least one pixel; many programs read nothing else. They and <size> refer to the
/// pixels as stored, which is VOC's own convention: an image that EXIF turns is read back the same way.
std::string proposedAnnotationText(const ProposedAnnotation& annotation);

struct WrittenObject {
    std::string name{};  ///< of the class
    VocBox box{};        ///< whole pixels as stored
    bool difficult = false;
    bool truncated = false;
    bool occluded = false;
    std::string pose{};  ///< empty: Unspecified
};

struct WrittenAnnotation {
    std::string folder{};     ///< of the image: its name alone
    std::string file_name{};  ///< of the image
    std::string database{};   ///< where the annotation comes from
    int width = 0;            ///< pixels as stored
    int height = 0;
    bool verified = false;  ///< the root says verified="yes"
    std::vector<WrittenObject> objects{};
};

/// The text of an annotation file. <occluded> stands where it is set, as in VOC2012.
std::string annotationText(const WrittenAnnotation& annotation);

/// A box of an image as EXIF shows it, in the pixels as stored.
/// @param orientation  1 to 8
Box boxAsStored(const Box& shown, int orientation);

}  // namespace priorscope
