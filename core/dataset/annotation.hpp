// An object of an image as its annotation gives it.
#pragma once

#include "core/base/text/interned_text.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {

/// A box as VOC writes it: pixels, 1-based, both ends inclusive. Fractions of a pixel are kept.
struct VocBox {
    double xmin = 0.0;
    double ymin = 0.0;
    double xmax = 0.0;
    double ymax = 0.0;
    bool operator==(const VocBox&) const = default;
};

/// Covers (xmin - 1) / W … xmax / W.
/// @param width, height  pixels, > 0
Box fractionsFromVoc(const VocBox& box, int width, int height);
/// The inverse; coordinates within 0.01 px of an integer are rounded to it, so integers round-trip exactly.
VocBox vocFromFractions(const Box& box, int width, int height);

/// One object of an image, in 64 bytes: its fields are ordered so that none is padded.
struct Annotation {
    int label = 0;  ///< 0 is background and never occurs here; classes[label - 1] is the name
    Box box{};      ///< fractions of the image, as annotated (may extend outside the image: see DatasetIssue)
    bool difficult = false;
    bool truncated = false;
    bool occluded = false;
    bool crowd = false;  ///< a region of several objects, as in COCO: difficult too, and never a target
    VocBox voc{};        ///< as written in the file
    InternedText pose{};
    int line = 0;  ///< 1-based line of the object in the annotation file; 0 where it has none

    /// Whether training wants the object found.
    bool isTarget(bool use_difficult) const { return !crowd && (use_difficult || !difficult); }
};
static_assert(sizeof(Annotation) == 64);

}  // namespace priorscope
