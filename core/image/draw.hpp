// Boxes with their labels, drawn into an image.
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

/// Draws outlines, then labels on a filled ground, so that no outline crosses a label. The first of the list
/// lies on top. Line width and text follow the image's size.
void drawBoxes(Image& image, const std::vector<DrawnBox>& boxes);

}  // namespace priorscope
