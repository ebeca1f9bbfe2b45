// Ground truth and saved detections, as commands take them.
#pragma once

#include "app/cli/command.hpp"
#include "core/evaluation/saved/scoring_truth.hpp"

namespace priorscope::cli {

struct ScoringArguments {
    std::string truth;
    std::string split;
    std::string detections;
    int threads = 0;  ///< 0: all cores

    /// The ground truth with the detections; what was left out is noted.
    /// @throws UsageError if a split is given for a COCO file, Error as reading does
    ScoringTruth read(Context& context) const;
};

/// Adds --ground-truth, --split and --detections.
void addScoring(CLI::App& command, ScoringArguments& arguments);

}  // namespace priorscope::cli
