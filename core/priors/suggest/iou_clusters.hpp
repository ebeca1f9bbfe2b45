// Clusters box shapes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// k-means over widths and heights, with boxes centred on each other and the distance 1 - IoU; a cluster's
/// centre is the mean of its sides. Initialised with boxes that are far from each other.
/// @param shapes  sides above 0
/// @param count   clusters, at least 1; fewer are returned if there are fewer distinct shapes
/// @return by ascending area
/// Source: "YOLO9000: Better, Faster, Stronger" (2017), section 2; initialised as "k-means++: The Advantages
/// of Careful Seeding" (2007)
std::vector<PriorMap::Shape> clusterShapes(std::span<const PriorMap::Shape> shapes, int count,
                                           std::uint64_t seed);

}  // namespace priorscope
