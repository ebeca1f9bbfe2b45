#include "core/priors/suggest/iou_clusters.hpp"

#include <algorithm>

#include "core/base/random.hpp"

namespace priorscope {
namespace {

using Shape = PriorMap::Shape;

constexpr int kMostRounds = 50;

float concentricIou(const Shape& a, const Shape& b) {
    const float shared = std::min(a.w, b.w) * std::min(a.h, b.h);
    return shared / (a.w * a.h + b.w * b.h - shared);
}

/// Each further centre is a box drawn with a weight of its squared distance to the existing ones.
std::vector<Shape> initialCenters(std::span<const Shape> shapes, int count, SplitMix64& random) {
    std::vector<Shape> middles{
        shapes[static_cast<std::size_t>(random.unit() * static_cast<double>(shapes.size()))]};
    std::vector<double> distance(shapes.size(), 1.0);
    while (static_cast<int>(middles.size()) < count) {
        double total = 0.0;
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            distance[i] =
                std::min(distance[i], 1.0 - static_cast<double>(concentricIou(shapes[i], middles.back())));
            total += distance[i] * distance[i];
        }
        double left = random.unit() * total;
        std::size_t chosen = shapes.size();
        for (std::size_t i = 0; i < shapes.size() && chosen == shapes.size(); ++i) {
            left -= distance[i] * distance[i];
            if (distance[i] > 1e-6 && left <= 0.0) {
                chosen = i;
            }
        }
        if (chosen == shapes.size()) {
            break;  // every shape is already a centre
        }
        middles.push_back(shapes[chosen]);
    }
    return middles;
}

}  // namespace

std::vector<Shape> clusterShapes(std::span<const Shape> shapes, int count, std::uint64_t seed) {
    if (shapes.empty() || count < 1) {
        return {};
    }
    SplitMix64 random(seed);
    std::vector<Shape> middles = initialCenters(shapes, count, random);
    std::vector<std::size_t> cluster(shapes.size(), middles.size());
    for (int round = 0; round < kMostRounds; ++round) {
        bool changed = false;
        struct Sum {
            double w = 0.0;
            double h = 0.0;
            double count = 0.0;
        };
        std::vector<Sum> sums(middles.size());
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            std::size_t nearest = 0;
            float best = -1.0F;
            for (std::size_t c = 0; c < middles.size(); ++c) {
                const float iou = concentricIou(shapes[i], middles[c]);
                if (iou > best) {
                    best = iou;
                    nearest = c;
                }
            }
            changed = changed || cluster[i] != nearest;
            cluster[i] = nearest;
            sums[nearest].w += static_cast<double>(shapes[i].w);
            sums[nearest].h += static_cast<double>(shapes[i].h);
            sums[nearest].count += 1.0;
        }
        if (!changed) {
            break;
        }
        for (std::size_t c = 0; c < middles.size(); ++c) {
            if (sums[c].count > 0.0) {
                middles[c] = {static_cast<float>(sums[c].w / sums[c].count),
                              static_cast<float>(sums[c].h / sums[c].count)};
            }
        }
    }
    std::sort(middles.begin(), middles.end(),
              [](const Shape& a, const Shape& b) { return a.w * a.h < b.w * b.h; });
    return middles;
}

}  // namespace priorscope
