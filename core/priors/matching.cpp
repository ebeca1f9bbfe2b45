#include "core/priors/matching.hpp"

#include <algorithm>
#include <cstddef>

#include "core/geometry/overlap.hpp"

namespace priorscope {

std::vector<std::int32_t> matchPriors(std::span<const Box> priors, std::span<const Box> objects,
                                      const MatchingOptions& options) {
    std::vector<std::int32_t> matches(priors.size(), -1);
    if (priors.empty()) {
        return matches;
    }
    std::vector<float> best_of_prior(priors.size(), 0.0F);
    std::vector<float> prior_areas(priors.size());
    for (std::size_t p = 0; p < priors.size(); ++p) {
        prior_areas[p] = priors[p].area();
    }
    std::vector<std::size_t> forced(objects.size(), 0);
    for (std::size_t o = 0; o < objects.size(); ++o) {
        const Box& object = objects[o];
        const float area = object.area();
        float best_of_object = -1.0F;
        for (std::size_t p = 0; p < priors.size(); ++p) {
            const Box& prior = priors[p];
            const float iou = iouFromOverlaps(
                overlapLength(object.x_min, object.x_max, prior.x_min, prior.x_max),
                overlapLength(object.y_min, object.y_max, prior.y_min, prior.y_max), area, prior_areas[p]);
            if (iou > best_of_object) {
                best_of_object = iou;
                forced[o] = p;
            }
            // Strictly greater: the first of two equal objects keeps the prior, as in torch's max.
            if (iou >= options.min_iou && iou > best_of_prior[p]) {
                best_of_prior[p] = iou;
                matches[p] = static_cast<std::int32_t>(o);
            }
        }
    }
    for (std::size_t o = 0; o < objects.size(); ++o) {
        matches[forced[o]] = static_cast<std::int32_t>(o);
    }
    return matches;
}

std::vector<MatchedPrior> matchedPriors(std::span<const Box> priors, std::span<const Box> objects,
                                        const MatchingOptions& options) {
    const std::vector<std::int32_t> matches = matchPriors(priors, objects, options);
    std::vector<MatchedPrior> positives;
    for (std::size_t p = 0; p < matches.size(); ++p) {
        if (matches[p] < 0) {
            continue;
        }
        const auto object = static_cast<std::size_t>(matches[p]);
        const float iou = intersectionOverUnion(priors[p], objects[object]);
        const bool has_better = std::any_of(objects.begin(), objects.end(), [&](const Box& other) {
            return intersectionOverUnion(priors[p], other) > iou;
        });
        positives.push_back(
            {.prior = p, .object = object, .iou = iou, .is_forced = iou < options.min_iou || has_better});
    }
    std::stable_sort(positives.begin(), positives.end(), [](const MatchedPrior& a, const MatchedPrior& b) {
        return a.object != b.object ? a.object < b.object : a.iou > b.iou;
    });
    return positives;
}

std::vector<MatchedPrior> nearMisses(std::span<const Box> priors, std::span<const Box> objects,
                                     std::size_t count, const MatchingOptions& options) {
    const std::vector<std::int32_t> matches = matchPriors(priors, objects, options);
    std::vector<MatchedPrior> misses;
    for (std::size_t p = 0; p < matches.size(); ++p) {
        MatchedPrior miss{.prior = p};
        for (std::size_t o = 0; o < objects.size() && matches[p] < 0; ++o) {
            const float iou = intersectionOverUnion(priors[p], objects[o]);
            if (iou > miss.iou) {
                miss.object = o;
                miss.iou = iou;
            }
        }
        if (miss.iou > 0.0F) {
            misses.push_back(miss);
        }
    }
    const auto end = misses.begin() + static_cast<std::ptrdiff_t>(std::min(count, misses.size()));
    std::partial_sort(misses.begin(), end, misses.end(), [](const MatchedPrior& a, const MatchedPrior& b) {
        return a.iou != b.iou ? a.iou > b.iou : a.prior < b.prior;
    });
    misses.erase(end, misses.end());
    return misses;
}

}  // namespace priorscope
