// The centres of a map's priors: everything about a map that does not depend on its shapes.
#pragma once

#include "core/priors/prior_config.hpp"

namespace priorscope {

struct PriorGrid {
    int rows = 1;
    int cols = 1;
    float cells_x = 1.0F;  ///< the input's width in steps: equals cols if the map has no step of its own
    float cells_y = 1.0F;
    bool clip = false;  ///< boxes are clamped to the image
    auto operator<=>(const PriorGrid&) const = default;
};

PriorGrid gridOf(const PriorConfig& config, const PriorMap& map);

/// Centre of a column or row, as a fraction of the input.
/// @param cells  cells_x or cells_y
inline float cellCenter(int index, float cells) {
    return (static_cast<float>(index) + 0.5F) / cells;
}

}  // namespace priorscope
