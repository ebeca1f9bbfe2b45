#include "core/priors/prior_edit.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {
namespace {

/// Layouts are written with few digits: a rule is followed if it holds to half of the last of three.
constexpr float kRuleSlack = 5e-4F;
constexpr float kSameRatio = 1e-3F;

bool followsRule(const PriorMap& map, float next) {
    return map.extra_scale > 0.0F && std::abs(map.extra_scale - std::sqrt(map.scale * next)) <= kRuleSlack;
}

/// s_{k+1}; for the last map the scales' own step.
float nextScale(const PriorConfig& config, std::size_t map) {
    const PriorMap& each = config.maps[map];
    if (map + 1 < config.maps.size()) {
        return config.maps[map + 1].scale;
    }
    return map > 0 ? std::max(2.0F * each.scale - config.maps[map - 1].scale, each.scale) : 1.0F;
}

}  // namespace

void setMapScale(PriorConfig& config, std::size_t map, float scale) {
    PriorMap& each = config.maps.at(map);
    const float next = nextScale(config, map);
    const bool own_follows = map + 1 < config.maps.size() && followsRule(each, next);
    const bool previous_follows = map > 0 && followsRule(config.maps[map - 1], each.scale);
    for (PriorMap::Shape& shape : each.free_shapes) {
        shape.w *= scale / each.scale;
        shape.h *= scale / each.scale;
    }
    each.scale = scale;
    if (own_follows) {
        each.extra_scale = std::sqrt(scale * next);
    }
    if (previous_follows) {
        PriorMap& previous = config.maps[map - 1];
        previous.extra_scale = std::sqrt(previous.scale * scale);
    }
}

void setMapExtra(PriorConfig& config, std::size_t map, bool on) {
    PriorMap& each = config.maps.at(map);
    if (on == (each.extra_scale > 0.0F)) {
        return;
    }
    each.extra_scale = on ? std::sqrt(each.scale * nextScale(config, map)) : 0.0F;
}

void addMapRatio(PriorConfig& config, std::size_t map, float ratio) {
    auto& ratios = config.maps.at(map).ratios;
    const float wide = ratio < 1.0F && ratio > 0.0F ? 1.0F / ratio : ratio;
    const bool is_known = std::any_of(ratios.begin(), ratios.end(), [wide](float each) {
        return std::abs(each - wide) < kSameRatio || std::abs(1.0F / each - wide) < kSameRatio;
    });
    if (is_known || std::abs(wide - 1.0F) < kSameRatio) {
        return;
    }
    ratios.insert(std::upper_bound(ratios.begin(), ratios.end(), wide), wide);
}

void removeMapRatio(PriorConfig& config, std::size_t map, float ratio) {
    std::erase_if(config.maps.at(map).ratios,
                  [ratio](float each) { return std::abs(each - ratio) < kSameRatio; });
}

void freeMapShapes(PriorConfig& config, std::size_t map) {
    PriorMap& each = config.maps.at(map);
    if (each.isFree() || !each.on) {
        return;
    }
    each.free_shapes = each.shapes();
    each.extra_scale = 0.0F;
    each.ratios.clear();
}

}  // namespace priorscope
