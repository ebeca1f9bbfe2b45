// What the heads of a detector cost: the part of a network that grows with its priors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/priors/prior_config.hpp"

namespace priorscope {

struct HeadCost {
    std::int64_t parameters = 0;     ///< learned: weights and biases, and batch norm's two of each channel
    std::int64_t multiply_adds = 0;  ///< of the convolutions, for one image
    bool operator==(const HeadCost&) const = default;
};

/// Whether the layout has a map of the right cells for each that the backbone yields at the layout's input.
bool fitsBackbone(const PriorConfig& config, const std::string& backbone);

/// Classification and regression heads of SSD (plain 3×3 convolutions) or SSDLite (separable ones), by the
/// backbone. A map that is off has none.
/// @param classes  without background
/// @return nothing where the layout does not fit the backbone
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.1: (c + 4)·k outputs a cell
std::optional<HeadCost> headCost(const PriorConfig& config, const std::string& backbone, int classes);

}  // namespace priorscope
