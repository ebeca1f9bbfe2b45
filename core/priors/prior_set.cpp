// The boxes of a prior layout.
#include "core/priors/prior_config.hpp"

namespace priorscope {
namespace {

/// Centre of a cell: (index + 0.5) / cells, where a step in pixels makes input / step cells.
float centerOf(int index, int cells_in_map, float step, int input_size) {
    const double cells =
        step > 0.0F ? static_cast<double>(input_size) / static_cast<double>(step) : cells_in_map;
    return (static_cast<float>(index) + 0.5F) / static_cast<float>(cells);
}

}  // namespace

PriorSet generatePriors(const PriorConfig& config) {
    throwOnProblems("generating the priors " + config.name, config.validate());
    PriorSet set{.config = config, .centers = {}, .boxes = {}, .map_offsets = {0}};
    set.centers.reserve(static_cast<std::size_t>(config.count()));
    for (const PriorMap& map : config.maps) {
        const std::vector<PriorMap::Shape> shapes = map.shapes();
        for (int row = 0; row < map.rows; ++row) {
            const float cy = centerOf(row, map.rows, map.step, config.input_size);
            for (int col = 0; col < map.cols; ++col) {
                const float cx = centerOf(col, map.cols, map.step, config.input_size);
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
