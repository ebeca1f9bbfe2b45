#include "core/priors/torchvision_layout.hpp"

#include <cmath>

namespace priorscope {
namespace {

/// Layouts are written with few digits.
constexpr float kRuleSlack = 5e-4F;

std::optional<Sentence> problemOf(const PriorConfig& config, std::size_t k) {
    const PriorMap& map = config.maps[k];
    const std::string& name = map.name;
    if (!map.on) {
        return Core::tr("%1 is off").arg(name);
    }
    if (map.isFree()) {
        return Core::tr("%1 has free shapes").arg(name);
    }
    if (map.extra_scale <= 0.0F) {
        return Core::tr("%1 has no extra prior").arg(name);
    }
    // The next scale of the last map is arbitrary.
    const bool follows =
        k + 1 == config.maps.size() ||
        std::abs(map.extra_scale - std::sqrt(map.scale * config.maps[k + 1].scale)) <= kRuleSlack;
    if (!follows) {
        return Core::tr("%1 has an extra prior that does not lie between its scale and the next").arg(name);
    }
    // The generator limits either all sides to 1, or none.
    const float limit = config.maps.front().max_side;
    if (map.max_side != limit || (limit != 0.0F && limit != 1.0F)) {
        return Core::tr("%1 limits its sides differently").arg(name);
    }
    return std::nullopt;
}

}  // namespace

std::optional<Sentence> notTorchvisionLayout(const PriorConfig& config) {
    if (config.clip) {
        return Core::tr("its boxes are clipped to the image");
    }
    for (std::size_t k = 0; k < config.maps.size(); ++k) {
        if (auto problem = problemOf(config, k)) {
            return problem;
        }
    }
    return std::nullopt;
}

}  // namespace priorscope
