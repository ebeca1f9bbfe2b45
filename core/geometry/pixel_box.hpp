// Boxes in pixels and double precision: what evaluation compares.
#pragma once

#include "core/geometry/box.hpp"

namespace priorscope {

/// Pixels of the image, from its upper left corner; the first pixel covers 0 … 1. Corner and size, as COCO
/// writes them: with corners of one decimal the edge x + width is not the double that was read, and COCO's
/// figures depend on that.
struct PixelBox {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;

    double area() const { return width * height; }
    bool operator==(const PixelBox&) const = default;
};

/// Intersection over union; 0 where the boxes do not overlap. Its quotient is rounded once, so that it equals
/// a threshold such as 0.5 exactly where the areas, as whole numbers, say so. Source: pycocotools
/// (cocodataset/cocoapi), common/maskApi.c, bbIou
double intersectionOverUnion(const PixelBox& a, const PixelBox& b);

/// An edge whose fraction is that of a whole pixel is that pixel, so that boxes which were whole pixels are
/// so again; any other lies where its fraction says.
/// @param width, height  pixels, > 0
PixelBox pixelsFromFractions(const Box& box, int width, int height);

}  // namespace priorscope
