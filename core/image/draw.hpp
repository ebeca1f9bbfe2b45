// Draws labelled boxes into an image.
#pragma once

#include <string>
#include <vector>

#include "core/image/class_color.hpp"
#include "core/image/image.hpp"

namespace priorscope {

struct DrawnBox {
    Box box;            ///< fractions of the image
    std::string label;  ///< ASCII; empty: no label
    Rgb color{};
};

/// Draws outlines, then labels on a filled background, so that no outline crosses a label. The first of the
/// list is on top. Line width and text size scale with the image.
void drawBoxes(Image& image, const std::vector<DrawnBox>& boxes);

}  // namespace priorscope
