// Ground truth and saved detections, as commands take them.
#pragma once

#include <optional>
#include <string>

#include "app/cli/command.hpp"
#include "app/cli/filter_arguments.hpp"
#include "core/evaluation/saved/scoring_truth.hpp"

namespace priorscope::cli {

/// The truth, and what of it is scored.
struct ReadTruth {
    ScoringTruth truth;
    ChosenImages chosen;
    std::optional<Dataset> dataset{};  ///< none: a COCO file
};

struct ScoringArguments {
    std::string truth;
    std::string split;
    std::string detections;
    FilterArguments filter;
    int threads = 0;  ///< 0: all cores

    /// The ground truth with the detections.
    ReadTruth read(DifficultObjects difficult, Context& context) const;
};

/// A folder in VOC layout, of whose images a split is scored, or a COCO file of instances.
/// @throws UsageError if a split is given for a COCO file, Error as reading and choosing do
ReadTruth readTruth(const std::string& folder_or_file, const std::string& split,
                    const FilterArguments& filter, DifficultObjects difficult, Context& context);

/// Adds the detections of a file or folder; what was left out is noted.
/// @param is_filtered  whether conditions left images out
void addDetections(ScoringTruth& truth, const std::string& source, bool is_filtered, int threads,
                   Context& context);

/// Adds --ground-truth, --split, --detections, --where, --input and --letterbox.
void addScoring(CLI::App& command, ScoringArguments& arguments);

}  // namespace priorscope::cli
