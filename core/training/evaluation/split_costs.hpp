// What errors cost over a whole split, and COCO's figures, from every score.
#pragma once

#include <optional>
#include <stop_token>

#include "core/evaluation/tide.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

struct SplitCosts {
    TideResult tide{};
    Evaluation evaluation{};
};

/// Difficult objects are ignored; objects of classes that are not asked for count in neither.
/// @param kept   of the split's candidates, at every score
/// @param match  IoU and classes that are asked for
/// @return nothing if stopped
std::optional<SplitCosts> splitCosts(const Dataset& dataset, const SplitDetections& split,
                                     const KeptCandidates& kept, const MatchOptions& match,
                                     std::stop_token stop = {});

}  // namespace priorscope
