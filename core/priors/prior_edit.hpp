// Edits of a prior layout that keep what belongs together.
#pragma once

#include <cstddef>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Changes s_k of a map. Extra scales that follow the paper's rule sqrt(s_k·s_{k+1}), that of this map and
/// that of the one before, keep following it; others, and that of the last map, stay as they are.
/// The shapes of a map of free shapes grow by the same factor.
/// @param scale  (0, 2]
void setMapScale(PriorConfig& config, std::size_t map, float scale);

/// Adds the second square prior at sqrt(s_k·s_{k+1}), or takes it away. The last map continues the step of
/// the scales before it; a single map takes 1 as the next scale.
void setMapExtra(PriorConfig& config, std::size_t map, bool on);

/// Adds a ratio in rising order (its reciprocal comes with it). A ratio below 1 is added as its reciprocal;
/// one that is there already, or 1, changes nothing.
void addMapRatio(PriorConfig& config, std::size_t map, float ratio);
void removeMapRatio(PriorConfig& config, std::size_t map, float ratio);

/// The same priors as free shapes, which can then be edited one by one. A map that is free, or off, stays.
void freeMapShapes(PriorConfig& config, std::size_t map);

}  // namespace priorscope
