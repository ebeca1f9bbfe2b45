#include "core/priors/torchvision_layout.hpp"

#include <cmath>

namespace priorscope {
namespace {

/// Layouts are written with few digits.
constexpr float kRuleSlack = 5e-4F;

std::optional<std::string> problemOf(const PriorConfig& config, std::size_t k) {
    const PriorMap& map = config.maps[k];
    if (!map.on) {
        return "is off";
    }
    if (map.isFree()) {
        return "has free shapes";
    }
    if (map.extra_scale <= 0.0F) {
        return "has no extra prior";
    }
    // The next scale of the last map is arbitrary.
    const bool follows =
        k + 1 == config.maps.size() ||
        std::abs(map.extra_scale - std::sqrt(map.scale * config.maps[k + 1].scale)) <= kRuleSlack;
    if (!follows) {
        return "has an extra prior that does not lie between its scale and the next";
    }
    // The generator limits either all sides to 1, or none.
    const float limit = config.maps.front().max_side;
    if (map.max_side != limit || (limit != 0.0F && limit != 1.0F)) {
        return "limits its sides differently";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> notTorchvisionLayout(const PriorConfig& config) {
    if (config.clip) {
        return "its boxes are clipped to the image";
    }
    for (std::size_t k = 0; k < config.maps.size(); ++k) {
        if (const auto problem = problemOf(config, k)) {
            return "map " + config.maps[k].name + " " + *problem;
        }
    }
    return std::nullopt;
}

}  // namespace priorscope
