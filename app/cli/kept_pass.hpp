// The pass of a detector over a split, or what was kept of an earlier one.
#pragma once

#include <optional>
#include <string>

#include "app/cli/command.hpp"
#include "app/cli/filter_arguments.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope::cli {

/// Where detections come from: a detector over a dataset, or saved ones with their ground truth.
struct DetectionSource {
    const std::string& checkpoint;
    const std::string& folder;
    const std::string& truth;
    const std::string& detections;

    /// @throws UsageError without either, with both, or with half of one
    bool isSaved() const;
};

struct CacheArguments {
    bool is_off = false;  ///< candidates are neither read nor kept
};

/// Adds --no-cache.
void addCache(CLI::App& command, CacheArguments& cache);

/// The candidates of the chosen images, with a progress line; that they were kept, or cannot be, is noted.
/// @param title, action  as passOverImages() takes them
/// @param postprocessing  none: the detector's own
/// @throws Error as detectSplit does, or if the command is stopped
SplitDetections passOverSplit(const Detector& detector, const Dataset& dataset, const ChosenImages& chosen,
                              const CacheArguments& cache, const std::string& title,
                              const std::string& action, Context& context,
                              const std::optional<Postprocessing>& postprocessing = {});

}  // namespace priorscope::cli
