// Ground truth and saved detections, as commands take them.
#pragma once

#include <optional>
#include <string>

#include "app/cli/command.hpp"
#include "core/evaluation/saved/scoring_truth.hpp"

namespace priorscope::cli {

struct ScoringArguments {
    std::string truth;
    std::string split;
    std::string detections;
    int threads = 0;  ///< 0: all cores

    /// The ground truth with the detections.
    ScoringTruth read(Context& context) const;
};

/// A folder in VOC layout, of whose images a split is scored, or a COCO file of instances.
/// @param dataset  receives the folder's data; null: not wanted
/// @throws UsageError if a split is given for a COCO file, Error as reading does
ScoringTruth readTruth(const std::string& folder_or_file, const std::string& split, Context& context,
                       std::optional<Dataset>* dataset = nullptr);

/// Adds the detections of a file or folder; what was left out is noted.
void addDetections(ScoringTruth& truth, const std::string& source, int threads, Context& context);

/// Adds --ground-truth, --split and --detections.
void addScoring(CLI::App& command, ScoringArguments& arguments);

}  // namespace priorscope::cli
