#include "core/priors/prior_config.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

constexpr float kLeastSide = 1e-3F;

/// SSD512 has 24,564. A file with more than this is a mistake or an attack.
constexpr std::int64_t kMostPriors = 10'000'000;

/// For maps whose sides are within range.
std::int64_t countPriors(const std::vector<PriorMap>& maps) {
    std::int64_t total = 0;
    for (const PriorMap& map : maps) {
        total += std::int64_t{map.rows} * map.cols * map.perCell();
    }
    return total;
}

void checkMap(const PriorMap& map, const std::string& place, std::vector<Problem>& problems) {
    const auto check = [&](bool right, const char* field, const Sentence& message) {
        if (!right) {
            problems.push_back({place + "." + field, message});
        }
    };
    const auto within = [](float value, float low, float high) {
        return std::isfinite(value) && value >= low && value <= high;
    };
    check(map.rows >= 1 && map.rows <= 1024, "rows", Core::tr("must be 1 to 1024, got %1").arg(map.rows));
    check(map.cols >= 1 && map.cols <= 1024, "cols", Core::tr("must be 1 to 1024, got %1").arg(map.cols));
    check(within(map.step, 0.0F, 4096.0F), "step",
          Core::tr("must be 0 to 4096 pixels, got %1").arg(numberText(map.step)));
    check(within(map.scale, 0.0F, 2.0F) && map.scale > 0.0F, "scale",
          Core::tr("must be above 0 and at most 2, got %1").arg(numberText(map.scale)));
    check(within(map.extra_scale, 0.0F, 2.0F), "extra_scale",
          Core::tr("must be 0 to 2, got %1").arg(numberText(map.extra_scale)));
    check(within(map.max_side, 0.0F, 2.0F), "max_side",
          Core::tr("must be 0 to 2, got %1").arg(numberText(map.max_side)));
    for (const PriorMap::Shape& shape : map.free_shapes) {
        check(within(shape.w, kLeastSide, 2.0F) && within(shape.h, kLeastSide, 2.0F), "free_shapes",
              Core::tr("must be two sides of 0.001 to 2, got %1 and %2")
                  .arg(numberText(shape.w))
                  .arg(numberText(shape.h)));
    }
    check(!map.isFree() || (map.ratios.empty() && map.extra_scale == 0.0F), "free_shapes",
          Core::tr("take the place of ratios and extra_scale: a map has one or the other"));
    for (const float ratio : map.ratios) {
        check(within(ratio, 0.01F, 100.0F) && ratio != 1.0F, "ratios",
              Core::tr("must be 0.01 to 100 and not 1, got %1").arg(numberText(ratio)));
    }
}

}  // namespace

std::vector<PriorMap::Shape> PriorMap::shapes() const {
    std::vector<Shape> result;
    if (!on) {
        return result;
    }
    result.reserve(static_cast<std::size_t>(perCell()));
    const auto add = [&](double w, double h) {
        const double limit = max_side > 0.0F ? static_cast<double>(max_side) : INFINITY;
        result.push_back({static_cast<float>(std::min(w, limit)), static_cast<float>(std::min(h, limit))});
    };
    for (const Shape& shape : free_shapes) {
        add(shape.w, shape.h);
    }
    if (isFree()) {
        return result;
    }
    const double s = scale;
    add(s, s);
    if (extra_scale > 0.0F) {
        add(extra_scale, extra_scale);
    }
    for (const float ratio : ratios) {
        const double root = std::sqrt(static_cast<double>(ratio));
        add(s * root, s / root);
        add(s / root, s * root);
    }
    return result;
}

int PriorMap::perCell() const {
    if (!on || isFree()) {
        return on ? static_cast<int>(free_shapes.size()) : 0;
    }
    return 1 + (extra_scale > 0.0F ? 1 : 0) + 2 * static_cast<int>(ratios.size());
}

int PriorConfig::count() const {
    int total = 0;
    for (const PriorMap& map : maps) {
        total += map.count();
    }
    return total;
}

std::vector<Problem> PriorConfig::validate() const {
    std::vector<Problem> problems;
    if (input_size < 16 || input_size > 4096) {
        problems.push_back({"input_size", Core::tr("must be 16 to 4096 pixels, got %1").arg(input_size)});
    }
    const auto isVariance = [](float value) { return value > 0.0F && std::isfinite(value); };
    if (!isVariance(variances.center) || !isVariance(variances.size)) {
        problems.push_back({"variances", Core::tr("must be above 0")});
    }
    if (maps.empty()) {
        problems.push_back({"maps", Core::tr("must hold at least one feature map")});
    }
    for (std::size_t k = 0; k < maps.size(); ++k) {
        checkMap(maps[k], "maps[" + std::to_string(k) + "]", problems);
    }
    if (!maps.empty() && std::none_of(maps.begin(), maps.end(), [](const PriorMap& map) { return map.on; })) {
        problems.push_back({"maps", Core::tr("must hold at least one feature map that is on")});
    }
    if (const std::int64_t priors = problems.empty() ? countPriors(maps) : 0; priors > kMostPriors) {
        problems.push_back(
            {"maps", Core::tr("must have at most %1 priors in all, got %2").arg(kMostPriors).arg(priors)});
    }
    return problems;
}

void setExtraScales(PriorConfig& config, float last) {
    for (std::size_t k = 0; k + 1 < config.maps.size(); ++k) {
        const double product = static_cast<double>(config.maps[k].scale) * config.maps[k + 1].scale;
        config.maps[k].extra_scale = static_cast<float>(std::sqrt(product));
    }
    if (!config.maps.empty()) {
        config.maps.back().extra_scale = last;
    }
}

PriorAddress priorAddress(const PriorConfig& config, std::size_t prior) {
    std::size_t rest = prior;
    for (std::size_t k = 0; k < config.maps.size(); ++k) {
        const PriorMap& map = config.maps[k];
        const auto count = static_cast<std::size_t>(map.count());
        if (rest >= count) {
            rest -= count;
            continue;
        }
        const auto per_cell = static_cast<std::size_t>(map.perCell());
        const auto cols = static_cast<std::size_t>(map.cols);
        const std::size_t cell = rest / per_cell;
        return {.map = static_cast<int>(k),
                .row = static_cast<int>(cell / cols),
                .col = static_cast<int>(cell % cols),
                .shape = static_cast<int>(rest % per_cell)};
    }
    throw Error({.action = Core::tr("locating a prior"),
                 .reason = Core::tr("index %1 is beyond the %2 priors of %3")
                               .arg(prior)
                               .arg(config.count())
                               .arg(config.name)});
}

std::size_t priorIndex(const PriorConfig& config, const PriorAddress& address) {
    const bool map_exists = address.map >= 0 && address.map < static_cast<int>(config.maps.size());
    if (!map_exists) {
        throw Error({.action = Core::tr("locating a prior"),
                     .reason = Core::tr("there is no map %1").arg(address.map)});
    }
    const PriorMap& map = config.maps[static_cast<std::size_t>(address.map)];
    const bool inside = address.row >= 0 && address.row < map.rows && address.col >= 0 &&
                        address.col < map.cols && address.shape >= 0 && address.shape < map.perCell();
    if (!inside) {
        throw Error({.action = Core::tr("locating a prior"),
                     .reason = Core::tr("map %1 has no row %2, column %3, shape %4")
                                   .arg(map.name)
                                   .arg(address.row)
                                   .arg(address.col)
                                   .arg(address.shape)});
    }
    int index = 0;
    for (int k = 0; k < address.map; ++k) {
        index += config.maps[static_cast<std::size_t>(k)].count();
    }
    index += (address.row * map.cols + address.col) * map.perCell() + address.shape;
    return static_cast<std::size_t>(index);
}

}  // namespace priorscope
