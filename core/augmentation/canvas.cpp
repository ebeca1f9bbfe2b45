#include "core/augmentation/canvas.hpp"

#include <algorithm>

namespace priorscope {

void Canvas::move(const Affine& map, double new_width, double new_height) {
    for (CanvasTile& tile : tiles) {
        tile.canvas_from_image = tile.canvas_from_image.then(map);
    }
    for (CanvasObject& object : objects) {
        object.box = map.boundsOf(object.box);
    }
    window = map.boundsOf(window);
    width = new_width;
    height = new_height;
}

std::size_t Canvas::targetsInside(const Rectangle& part) const {
    return static_cast<std::size_t>(std::count_if(
        objects.begin(), objects.end(),
        [&](const CanvasObject& object) { return object.is_target && part.contains(object.box.centre()); }));
}

void Canvas::cut(const Rectangle& part) {
    window = window.intersected(part);
    keepObjectsInside(part);
    move(Affine::shift(-part.x_min, -part.y_min), part.width(), part.height());
}

void Canvas::keepObjectsInside(const Rectangle& part) {
    std::erase_if(objects, [&](const CanvasObject& object) { return !part.contains(object.box.centre()); });
    for (CanvasObject& object : objects) {
        object.box = object.box.intersected(part);
    }
}

}  // namespace priorscope
