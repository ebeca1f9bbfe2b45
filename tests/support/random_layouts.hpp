// Random prior layouts and boxes, and what brute force makes of them.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "core/priors/coverage/coverage.hpp"

namespace priorscope::fixture {

struct BruteForce {
    BestPrior best{};
    std::int32_t positives = 0;
};

/// Every prior compared with the object; the first of equals is the best.
inline BruteForce bruteForce(const Box& object, const PriorSet& priors, float threshold) {
    BruteForce result;
    for (std::size_t i = 0; i < priors.boxes.size(); ++i) {
        const float iou = intersectionOverUnion(object, priors.boxes[i]);
        if (iou > result.best.iou) {
            result.best = {iou, static_cast<std::int32_t>(i)};
        }
        result.positives += iou >= threshold ? 1 : 0;
    }
    return result;
}

inline float logarithmic(SplitMix64& random, double low, double high) {
    return static_cast<float>(std::pow(10.0, random.between(std::log10(low), std::log10(high))));
}

/// Maps of one cell, odd steps, sides beyond the image, free shapes with equal ones among them, maps off.
inline PriorMap randomMap(SplitMix64& random) {
    PriorMap map;
    map.rows = random.chance(0.2) ? 1 : random.whole(1, 20);
    map.cols = random.chance(0.3) ? map.rows : random.whole(1, 20);
    map.step = random.chance(0.3) ? static_cast<float>(random.between(3.0, 100.0)) : 0.0F;
    map.scale = logarithmic(random, 0.003, 1.6);
    map.max_side = random.chance(0.2) ? 1.0F : 0.0F;
    map.on = !random.chance(0.15);
    if (random.chance(0.3)) {
        const int shapes = random.whole(1, 6);
        for (int i = 0; i < shapes; ++i) {
            map.free_shapes.push_back({logarithmic(random, 0.002, 1.9), logarithmic(random, 0.002, 1.9)});
        }
        if (random.chance(0.3)) {
            map.free_shapes.push_back(map.free_shapes.front());
        }
        return map;
    }
    map.extra_scale = random.chance(0.3) ? 0.0F : static_cast<float>(random.between(0.05, 1.2));
    if (random.chance(0.7)) {
        map.ratios = {2.0F, 3.0F};
    }
    return map;
}

inline PriorConfig randomLayout(SplitMix64& random, bool clip) {
    PriorConfig config{.name = "random", .input_size = 300, .clip = clip, .variances = {}, .maps = {}};
    const int maps = random.whole(1, 4);
    for (int k = 0; k < maps; ++k) {
        config.maps.push_back(randomMap(random));
    }
    config.maps.front().on = true;
    return config;
}

/// Tiny and huge, on the border and beyond it, without area, on a grid's own lines, far outside.
inline Box randomBox(SplitMix64& random) {
    const double w = logarithmic(random, 1e-4, 1.0);
    const double h = random.chance(0.3) ? w : static_cast<double>(logarithmic(random, 1e-4, 1.0));
    const double x = random.between(-0.1, 1.0);
    const double y = random.between(-0.1, 1.0);
    Box box{static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + w),
            static_cast<float>(y + h)};
    const double kind = random.unit();
    if (kind < 0.08) {
        box = {0, 0, 1, 1};
    } else if (kind < 0.2) {
        box.x_min = 0.0F;
    } else if (kind < 0.3) {
        box.y_max = 1.0F;
    } else if (kind < 0.35) {
        box.x_max = box.x_min;
    } else if (kind < 0.5) {  // many ties: centres and corners at eighths
        const auto eighth = [&](int low, int high) {
            return static_cast<float>(random.whole(low, high)) * 0.125F;
        };
        box.x_min = eighth(0, 7);
        box.y_min = eighth(0, 7);
        box.x_max = box.x_min + eighth(1, 4);
        box.y_max = box.y_min + eighth(1, 4);
    } else if (kind < 0.53) {
        box = {box.x_min - 3.0F, box.y_min - 7.0F, box.x_max + 40.0F, box.y_max + 3.0F};
    }
    return box;
}

/// Boxes at random, a few of an image, and some of the priors' own boxes, which are covered perfectly.
inline std::vector<CoverageObject> randomObjects(SplitMix64& random, const PriorSet& priors, int count) {
    std::vector<CoverageObject> objects;
    for (int i = 0; i < count; ++i) {
        const int prior = random.whole(0, static_cast<int>(priors.boxes.size()) - 1);
        objects.push_back(
            {.image = static_cast<std::size_t>(i / 3),
             .object = static_cast<std::size_t>(i % 3),
             .label = 1,
             .box = random.chance(0.1) ? priors.boxes[static_cast<std::size_t>(prior)] : randomBox(random)});
    }
    return objects;
}

}  // namespace priorscope::fixture
