// Typical shapes among boxes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// k-means over widths and heights, where boxes share their centre and the distance is 1 - IoU; a cluster's
/// middle is the mean of its sides. Starts at boxes drawn far from each other.
/// @param shapes  sides above 0
/// @param count   clusters, at least 1; fewer come back where there are fewer different shapes
/// @return by rising area
/// Source: "YOLO9000: Better, Faster, Stronger" (2017), section 2; the start as in "k-means++: The Advantages
/// of Careful Seeding" (2007)
std::vector<PriorMap::Shape> clusterShapes(std::span<const PriorMap::Shape> shapes, int count,
                                           std::uint64_t seed);

}  // namespace priorscope
