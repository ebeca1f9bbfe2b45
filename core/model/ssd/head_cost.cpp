#include "core/model/ssd/head_cost.hpp"

#include <array>

#include "core/model/ssd/backbones.hpp"

namespace priorscope {
namespace {

constexpr std::int64_t kTaps = 9;  ///< weights per channel pair of a 3×3 convolution

/// One convolution with bias, for the outputs of all priors.
HeadCost plainCost(std::int64_t in, std::int64_t out, std::int64_t cells) {
    const std::int64_t weights = in * kTaps * out;
    return {.parameters = weights + out, .multiply_adds = weights * cells};
}

/// Depthwise without bias, batch norm with scale and shift, then 1×1 with bias.
HeadCost separableCost(std::int64_t in, std::int64_t out, std::int64_t cells) {
    const std::int64_t depthwise = in * kTaps;
    const std::int64_t pointwise = in * out;
    return {.parameters = depthwise + 2 * in + pointwise + out,
            .multiply_adds = (depthwise + pointwise) * cells};
}

}  // namespace

bool fitsBackbone(const PriorConfig& config, const std::string& backbone) {
    const auto maps = featureMaps(backbone, config.input_size);
    if (!maps || maps->size() != config.maps.size()) {
        return false;
    }
    for (std::size_t k = 0; k < maps->size(); ++k) {
        const int side = (*maps)[k].side;
        if (side < 1 || config.maps[k].rows != side || config.maps[k].cols != side) {
            return false;
        }
    }
    return true;
}

std::optional<HeadCost> headCost(const PriorConfig& config, const std::string& backbone, int classes) {
    if (!fitsBackbone(config, backbone)) {
        return std::nullopt;
    }
    const auto maps = featureMaps(backbone, config.input_size).value();
    const auto cost = headKind(backbone) == HeadKind::plain ? &plainCost : &separableCost;
    constexpr std::int64_t kOffsets = 4;
    HeadCost total;
    for (std::size_t k = 0; k < maps.size(); ++k) {
        const std::int64_t per_cell = config.maps[k].perCell();
        if (per_cell == 0) {
            continue;
        }
        const std::int64_t cells = std::int64_t{maps[k].side} * maps[k].side;
        for (const std::int64_t columns : std::array{std::int64_t{classes} + 1, kOffsets}) {
            const HeadCost each = cost(maps[k].channels, per_cell * columns, cells);
            total.parameters += each.parameters;
            total.multiply_adds += each.multiply_adds;
        }
    }
    return total;
}

}  // namespace priorscope
