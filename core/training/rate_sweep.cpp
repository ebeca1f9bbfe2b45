#include "core/training/rate_sweep.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/error.hpp"
#include "core/compute/torch_half.hpp"

namespace priorscope {

std::vector<Problem> RateSweepOptions::validate() const {
    std::vector<Problem> problems;
    if (!(from > 0.0 && from <= 10.0)) {
        problems.push_back({"from", Core::tr("must be in (0, 10]")});
    }
    if (!(to > from && to <= 10.0)) {
        problems.push_back({"to", Core::tr("must be above the first rate, and at most 10")});
    }
    if (steps < 10 || steps > 10'000) {
        problems.push_back({"steps", Core::tr("must be 10 to 10000")});
    }
    return problems;
}

std::optional<double> steepestRate(std::span<const RatePoint> points) {
    constexpr double kLeastFall = 0.05;
    constexpr std::ptrdiff_t kReach = 3;  // the slope is taken over this many points to either side
    const auto lowest = std::min_element(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.smoothed < b.smoothed; });
    if (lowest == points.end() || !(lowest->smoothed < (1.0 - kLeastFall) * points.front().smoothed)) {
        return std::nullopt;
    }
    const std::ptrdiff_t last = lowest - points.begin();
    double steepest = 0.0;
    std::optional<double> rate;
    for (std::ptrdiff_t i = 0; i <= last; ++i) {
        const RatePoint& before = points[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, i - kReach))];
        const RatePoint& after = points[static_cast<std::size_t>(std::min(last, i + kReach))];
        if (after.rate <= before.rate) {
            continue;
        }
        const double slope = (after.smoothed - before.smoothed) / std::log(after.rate / before.rate);
        if (slope < steepest) {
            steepest = slope;
            rate = points[static_cast<std::size_t>(i)].rate;
        }
    }
    return rate;
}

std::optional<RateSweep> sweepRate(const std::shared_ptr<const Dataset>& dataset, const DetectorSpec& spec,
                                   const TrainingImages& images, const TrainingOptions& options,
                                   const RateSweepOptions& sweep, const std::stop_token& stop,
                                   const ProgressFn& progress) {
    throwOnProblems(Core::tr("looking for a learning rate"), sweep.validate());
    return torchHalf().sweep_rate(dataset, spec, images, options, sweep, stop, progress);
}

}  // namespace priorscope
