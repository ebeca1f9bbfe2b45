// The boxes of a prior layout.
#include "core/priors/prior_config.hpp"
#include "core/priors/prior_grid.hpp"

namespace priorscope {

PriorGrid gridOf(const PriorConfig& config, const PriorMap& map) {
    // A step in pixels gives input / step cells, independent of the map's cell count.
    const auto cells = [&](int count) {
        return map.step > 0.0F ? static_cast<float>(static_cast<double>(config.input_size) / map.step)
                               : static_cast<float>(count);
    };
    return {.rows = map.rows,
            .cols = map.cols,
            .cells_x = cells(map.cols),
            .cells_y = cells(map.rows),
            .clip = config.clip};
}

PriorSet generatePriors(const PriorConfig& config) {
    throwOnProblems(Core::tr("generating the priors %1").arg(config.name), config.validate());
    PriorSet set{.config = config, .centers = {}, .boxes = {}, .map_offsets = {0}};
    set.centers.reserve(static_cast<std::size_t>(config.count()));
    for (const PriorMap& map : config.maps) {
        const std::vector<PriorMap::Shape> shapes = map.shapes();
        const PriorGrid grid = gridOf(config, map);
        for (int row = 0; row < map.rows; ++row) {
            const float cy = cellCenter(row, grid.cells_y);
            for (int col = 0; col < map.cols; ++col) {
                const float cx = cellCenter(col, grid.cells_x);
                for (const PriorMap::Shape& shape : shapes) {
                    set.centers.push_back({cx, cy, shape.w, shape.h});
                }
            }
        }
        set.map_offsets.push_back(set.centers.size());
    }
    set.boxes.reserve(set.centers.size());
    for (const CenterBox& center : set.centers) {
        const Box box = boxFromCenter(center);
        set.boxes.push_back(config.clip ? clippedToImage(box) : box);
    }
    return set;
}

}  // namespace priorscope
