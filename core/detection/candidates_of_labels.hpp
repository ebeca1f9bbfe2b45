// Candidates of some classes alone, for threads that share an image.
#pragma once

#include <cstdint>
#include <span>

#include "core/detection/detection.hpp"

namespace priorscope {

/// The classes [first, last), 1-based.
struct LabelRange {
    std::int32_t first = 1;
    std::int32_t last = 0;
};

/// What candidatesFromPredictions() finds for these classes. One range after the other, they are the whole.
Candidates candidatesOfLabels(std::span<const float> scores, std::span<const float> offsets,
                              std::span<const CenterBox> priors, const Variances& variances,
                              const ResizeMapping& mapping, const CandidateOptions& options,
                              const LabelRange& labels);

}  // namespace priorscope
