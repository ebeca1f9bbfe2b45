// Errors of each image of a judged split.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

struct ImageErrors {
    std::array<std::int32_t, kOutcomeCount> outcomes{};  ///< detections by outcome
    std::int32_t missed = 0;                             ///< objects that count and that nothing finds
    /// False positives and missed objects.
    std::int32_t total() const;
};

/// @param min_score  detections below it are not there
/// @return [images]
std::vector<ImageErrors> imageErrors(const JudgedSplit& split, float min_score);

}  // namespace priorscope
