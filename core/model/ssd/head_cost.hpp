// The cost of a detector's heads: the part of a network that grows with the number of priors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/priors/prior_config.hpp"

namespace priorscope {

struct HeadCost {
    std::int64_t parameters = 0;     ///< learned: weights, biases, and two per channel of batch norm
    std::int64_t multiply_adds = 0;  ///< in convolutions, for one image
    bool operator==(const HeadCost&) const = default;
};

/// Whether the layout has a map with the right cell counts for each backbone map at the layout's input size.
bool fitsBackbone(const PriorConfig& config, const std::string& backbone);

/// Classification and regression heads of SSD (plain 3×3 convolutions) or SSDLite (separable ones), depending
/// on the backbone. A disabled map has none.
/// @param classes  without background
/// @return nothing if the layout does not fit the backbone
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.1: (c + 4)·k outputs per cell
std::optional<HeadCost> headCost(const PriorConfig& config, const std::string& backbone, int classes);

}  // namespace priorscope
