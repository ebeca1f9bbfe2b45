// Boxes in pixels become fractions of their image. Internal to core/formats.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {

/// A finding about one object of an image.
struct BoxFinding {
    IssueKind kind = IssueKind::outside;
    std::size_t object = 0;  ///< index into the image's
    Sentence detail{};
    bool fixable = false;
};

/// How a format writes a box, for findings.
using BoxText = std::string (*)(const VocBox& box, int width, int height);

/// "(xmin, ymin, xmax, ymax)", as VOC has them.
std::string cornersText(const VocBox& box, int width, int height);

/// Sets each object's fractions from its pixels. Nothing happens if the image has no size.
/// @param first  coordinate of the first pixel: 1, or 0 if the boxes are 0-based
/// @return boxes that reach outside the image, and very small ones
std::vector<BoxFinding> placeBoxes(ImageRecord& record, double first, BoxText text);

}  // namespace priorscope
