// What a sample shows while its geometry is being drawn up: no pixels. Internal to core's augmentation.
#pragma once

#include <cstddef>
#include <vector>

#include "core/augmentation/affine.hpp"

namespace priorscope {

/// A part of an image on the canvas.
struct CanvasTile {
    std::size_t place = 0;  ///< of the image in the training selection
    int image_width = 0;    ///< pixels of the whole image
    int image_height = 0;
    Rectangle part{};            ///< what is shown of it, in fractions of the image
    Affine canvas_from_image{};  ///< from fractions of the image
};

struct CanvasObject {
    std::size_t place = 0;   ///< of its image
    std::size_t object = 0;  ///< index into ImageRow::objects
    int label = 0;
    bool is_target = true;
    Rectangle box{};  ///< pixels of the canvas
};

/// A plane that grows, shrinks and turns with each transform; what no tile covers is filler.
struct Canvas {
    double width = 0.0;  ///< pixels of the original image
    double height = 0.0;
    Rectangle window{};               ///< outside of it everything is filler
    std::vector<CanvasTile> tiles{};  ///< later ones cover earlier ones
    std::vector<CanvasObject> objects{};

    Rectangle bounds() const { return {0.0, 0.0, width, height}; }

    /// Moves everything by a map that keeps rectangles, to a canvas of a new size.
    void move(const Affine& map, double new_width, double new_height);
    /// The objects that a cut to this part of the canvas would keep: those whose centre is inside. An object
    /// that is no target is kept, too, but does not count.
    std::size_t targetsInside(const Rectangle& part) const;
    /// Cuts the canvas to a part of it. Objects whose centre is outside are removed, the others clipped.
    void cut(const Rectangle& part);
    /// Removes objects whose centre is outside of the part, and clips the others.
    void keepObjectsInside(const Rectangle& part);
};

}  // namespace priorscope
