#include "core/priors/prior_edit.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

/// Layouts are written with few digits: the rule counts as followed within half a unit of the third digit.
constexpr float kRuleSlack = 5e-4F;
constexpr float kSameRatio = 1e-3F;
constexpr float kLeastSide = 1e-3F;  ///< as in PriorConfig::validate()
constexpr float kMostSide = 2.0F;
constexpr float kSameSide = 1e-3F;

bool followsRule(const PriorMap& map, float next) {
    return map.extra_scale > 0.0F && std::abs(map.extra_scale - std::sqrt(map.scale * next)) <= kRuleSlack;
}

float ruleScale(float scale, float next) {
    return static_cast<float>(std::sqrt(static_cast<double>(scale) * next));
}

/// s_{k+1}; for the last map extrapolated.
float nextScale(const PriorConfig& config, std::size_t map) {
    const PriorMap& each = config.maps[map];
    if (map + 1 < config.maps.size()) {
        return config.maps[map + 1].scale;
    }
    return map > 0 ? std::max(2.0F * each.scale - config.maps[map - 1].scale, each.scale) : 1.0F;
}

PriorMap::Shape withinLimits(PriorMap::Shape sides) {
    return {std::clamp(sides.w, kLeastSide, kMostSide), std::clamp(sides.h, kLeastSide, kMostSide)};
}

bool isSameShape(const PriorMap::Shape& a, const PriorMap::Shape& b) {
    return std::abs(a.w - b.w) < kSameSide && std::abs(a.h - b.h) < kSameSide;
}

/// Changes s_k of this map only; free shapes are scaled by the same factor.
void growMap(PriorMap& map, float scale) {
    for (PriorMap::Shape& shape : map.free_shapes) {
        shape = withinLimits({shape.w * scale / map.scale, shape.h * scale / map.scale});
    }
    map.scale = scale;
}

}  // namespace

void setMapScale(PriorConfig& config, std::size_t map, float scale) {
    PriorMap& each = config.maps.at(map);
    if (scale == each.scale) {
        return;
    }
    const float next = nextScale(config, map);
    const bool own_follows = map + 1 < config.maps.size() && followsRule(each, next);
    const bool previous_follows = map > 0 && followsRule(config.maps[map - 1], each.scale);
    growMap(each, scale);
    if (own_follows) {
        each.extra_scale = ruleScale(scale, next);
    }
    if (previous_follows) {
        PriorMap& previous = config.maps[map - 1];
        previous.extra_scale = ruleScale(previous.scale, scale);
    }
}

void setMapShape(PriorConfig& config, std::size_t map, std::size_t shape, PriorMap::Shape sides) {
    PriorMap& each = config.maps.at(map);
    if (each.isFree()) {
        each.free_shapes.at(shape) = withinLimits(sides);
        return;
    }
    const auto& [w, h] = sides;
    const float side = std::sqrt(w * h);
    const std::size_t squares = each.extra_scale > 0.0F ? 2 : 1;
    if (shape == 1 && squares == 2) {
        each.extra_scale = side;
        return;
    }
    if (shape >= squares) {
        const bool is_reciprocal = (shape - squares) % 2 == 1;
        const float ratio = is_reciprocal ? h / w : w / h;
        // A ratio of 1 is the square, so it is skipped.
        if (std::abs(ratio - 1.0F) >= kSameRatio) {
            each.ratios.at((shape - squares) / 2) = ratio;
        }
    }
    setMapScale(config, map, side);
}

void setMapExtra(PriorConfig& config, std::size_t map, bool on) {
    PriorMap& each = config.maps.at(map);
    if (on == (each.extra_scale > 0.0F)) {
        return;
    }
    each.extra_scale = on ? ruleScale(each.scale, nextScale(config, map)) : 0.0F;
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

void addMapShape(PriorConfig& config, std::size_t map, PriorMap::Shape sides) {
    PriorMap& each = config.maps.at(map);
    if (each.isFree()) {
        each.free_shapes.push_back(withinLimits(sides));
    }
}

void removeMapShape(PriorConfig& config, std::size_t map, std::size_t shape) {
    auto& shapes = config.maps.at(map).free_shapes;
    if (shapes.size() > 1 && shape < shapes.size()) {
        shapes.erase(shapes.begin() + static_cast<std::ptrdiff_t>(shape));
    }
}

PriorMap::Shape nextMapShape(const PriorMap& map) {
    constexpr float kGrowth = 1.25F;
    PriorMap::Shape square{map.scale, map.scale};
    const auto is_there = [&] {
        return std::any_of(map.free_shapes.begin(), map.free_shapes.end(),
                           [&](const PriorMap::Shape& each) { return isSameShape(each, square); });
    };
    while (is_there() && square.w * kGrowth <= kMostSide) {
        square = {square.w * kGrowth, square.h * kGrowth};
    }
    return square;
}

void copyMapPriors(PriorMap& to, const PriorMap& from) {
    to.on = from.on;
    to.scale = from.scale;
    to.extra_scale = from.extra_scale;
    to.max_side = from.max_side;
    to.ratios = from.ratios;
    to.free_shapes = from.free_shapes;
}

void appendMap(PriorConfig& config) {
    if (config.maps.empty()) {
        config.maps.push_back({.name = "map1", .ratios = {2.0F}});
        return;
    }
    const PriorMap& last = config.maps.back();
    PriorMap next{.name = "map" + std::to_string(config.maps.size() + 1),
                  .rows = (last.rows + 1) / 2,
                  .cols = (last.cols + 1) / 2,
                  .scale = std::min(nextScale(config, config.maps.size() - 1), kMostSide),
                  .max_side = last.max_side,
                  .ratios = {2.0F}};
    if (last.step > 0.0F) {
        next.step = static_cast<float>(config.input_size) / static_cast<float>(next.cols);
    }
    const bool with_extra = last.extra_scale > 0.0F;
    config.maps.push_back(std::move(next));
    setMapExtra(config, config.maps.size() - 1, with_extra);
}

void removeLastMap(PriorConfig& config) {
    if (config.maps.size() > 1) {
        config.maps.pop_back();
    }
}

std::vector<Problem> LinearRule::validate() const {
    std::vector<Problem> problems;
    if (!(s_min > 0.0F && s_min <= 2.0F)) {
        problems.push_back(
            {"s_min", Core::tr("must be above 0 and at most 2, got %1").arg(numberText(s_min))});
    }
    if (!(s_max >= s_min && s_max <= 2.0F)) {
        problems.push_back({"s_max", Core::tr("must be s_min to 2, got %1").arg(numberText(s_max))});
    }
    return problems;
}

void applyLinearRule(PriorConfig& config, const LinearRule& rule) {
    throwOnProblems(Core::tr("applying the linear rule"), rule.validate());
    std::vector<std::size_t> ruled;
    std::vector<std::size_t> on;
    for (std::size_t k = 0; k < config.maps.size(); ++k) {
        if (config.maps[k].on) {
            on.push_back(k);
            if (std::find(rule.kept.begin(), rule.kept.end(), k) == rule.kept.end()) {
                ruled.push_back(k);
            }
        }
    }
    if (ruled.empty()) {
        return;
    }
    const double m = static_cast<double>(ruled.size());
    const double s_min = rule.s_min;
    const double step = ruled.size() > 1 ? (rule.s_max - s_min) / (m - 1.0) : 0.0;
    for (std::size_t k = 0; k < ruled.size(); ++k) {
        growMap(config.maps[ruled[k]], static_cast<float>(s_min + step * static_cast<double>(k)));
    }
    for (std::size_t k = 0; k < on.size(); ++k) {
        PriorMap& map = config.maps[on[k]];
        if (map.extra_scale > 0.0F) {
            const double scale = map.scale;
            const double next =
                k + 1 < on.size() ? static_cast<double>(config.maps[on[k + 1]].scale) : scale + step;
            map.extra_scale = static_cast<float>(std::sqrt(scale * std::min(next, 2.0)));
        }
    }
}

}  // namespace priorscope
