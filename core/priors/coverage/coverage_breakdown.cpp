#include "core/priors/coverage/coverage_breakdown.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {

BestPrior bestPriorOf(const Box& object, std::span<const Box> priors) {
    BestPrior best;
    for (std::size_t p = 0; p < priors.size(); ++p) {
        const float iou = intersectionOverUnion(object, priors[p]);
        if (iou > best.iou) {
            best = {.iou = iou, .prior = static_cast<std::int32_t>(p)};
        }
    }
    return best;
}

std::vector<std::size_t> priorsCovering(const Box& object, std::span<const Box> priors, float threshold) {
    std::vector<std::pair<float, std::size_t>> found;
    for (std::size_t p = 0; p < priors.size(); ++p) {
        const float iou = intersectionOverUnion(object, priors[p]);
        if (iou >= threshold) {
            found.emplace_back(-iou, p);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> indices;
    indices.reserve(found.size());
    for (const auto& [iou, prior] : found) {
        indices.push_back(prior);
    }
    return indices;
}

std::vector<std::int64_t> bestIouHistogram(const Coverage& coverage, int bins) {
    std::vector<std::int64_t> histogram(static_cast<std::size_t>(bins));
    for (const BestPrior& best : coverage.best) {
        const int bin = static_cast<int>(best.iou * static_cast<float>(bins));
        ++histogram[static_cast<std::size_t>(std::clamp(bin, 0, bins - 1))];
    }
    return histogram;
}

std::vector<SizeCoverage> coverageBySize(std::span<const CoverageObject> objects, const Coverage& coverage,
                                         int input_size, float threshold) {
    std::vector<SizeCoverage> sizes;
    double from = 0.0;
    for (const double bound : kSizeBounds) {
        sizes.push_back({.from = from, .to = bound});
        from = bound;
    }
    sizes.push_back({.from = from, .to = std::numeric_limits<double>::infinity()});
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const double side = std::sqrt(static_cast<double>(objects[i].box.area())) * input_size;
        const auto place = std::upper_bound(kSizeBounds.begin(), kSizeBounds.end(), side);
        SizeCoverage& each = sizes[static_cast<std::size_t>(place - kSizeBounds.begin())];
        ++each.objects;
        each.covered += coverage.best.at(i).iou >= threshold ? 1 : 0;
    }
    return sizes;
}

std::vector<double> positiveShares(const Coverage& coverage) {
    const auto total = std::accumulate(coverage.map_positives.begin(), coverage.map_positives.end(), 0.0);
    std::vector<double> shares;
    shares.reserve(coverage.map_positives.size());
    for (const std::int64_t positives : coverage.map_positives) {
        shares.push_back(total > 0.0 ? static_cast<double>(positives) / total : 0.0);
    }
    return shares;
}

std::vector<std::int64_t> positivesHistogram(const Coverage& coverage) {
    std::vector<std::int64_t> histogram(1);
    for (const std::int32_t positives : coverage.positives) {
        const auto bin = static_cast<std::size_t>(std::bit_width(static_cast<std::uint32_t>(positives)));
        histogram.resize(std::max(histogram.size(), bin + 1));
        ++histogram[bin];
    }
    return histogram;
}

std::optional<double> meanPositives(const Coverage& coverage) {
    const auto total = std::accumulate(coverage.positives.begin(), coverage.positives.end(), std::int64_t{0});
    return shareOf(total, static_cast<std::int64_t>(coverage.positives.size()));
}

UncoveredChange compareUncovered(const Coverage& before, const Coverage& after, float threshold) {
    if (before.best.size() != after.best.size()) {
        throw Error({.action = Core::tr("comparing two coverages"),
                     .reason = Core::tr("one is of %1 objects, the other of %2")
                                   .arg(before.best.size())
                                   .arg(after.best.size())});
    }
    UncoveredChange change;
    for (std::size_t i = 0; i < after.best.size(); ++i) {
        const bool was = before.best[i].iou < threshold;
        const bool is = after.best[i].iou < threshold;
        if (was || is) {
            (was && is ? change.still : is ? change.newly : change.mended).push_back(i);
        }
    }
    const auto sortBy = [](std::vector<std::size_t>& objects, const Coverage& coverage) {
        std::stable_sort(objects.begin(), objects.end(), [&coverage](std::size_t a, std::size_t b) {
            return coverage.best[a].iou < coverage.best[b].iou;
        });
    };
    sortBy(change.still, after);
    sortBy(change.newly, after);
    sortBy(change.mended, before);
    return change;
}

}  // namespace priorscope
