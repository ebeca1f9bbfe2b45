// How sure precision, recall and F1 at a threshold are: a bootstrap over the images of a judged split.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/evaluation/comparison/bootstrap.hpp"
#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

/// Each over the draws in which the rate is defined; none if there is no such draw.
struct RateIntervals {
    std::optional<ConfidenceInterval> precision{};
    std::optional<ConfidenceInterval> recall{};
    std::optional<ConfidenceInterval> f1{};
};

struct SplitRateIntervals {
    RateIntervals all{};                   ///< all classes together
    std::vector<RateIntervals> classes{};  ///< [classes] labels 1 … classes
};

/// The rates of VerdictCounts in every draw of drawnTimes(). Time grows with the number of images that have a
/// detection or an object, not with that of the detections.
/// @param min_score  detections at or above it are counted
/// @param classes    labels 1 … classes; others are left out
/// @return nothing if stopped
/// @throws Error if an option is out of range
/// Source: as drawPrecisions
std::optional<SplitRateIntervals> rateIntervalsOf(const JudgedSplit& split, float min_score, int classes,
                                                  const BootstrapOptions& options, std::stop_token stop = {});

}  // namespace priorscope
