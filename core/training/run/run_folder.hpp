// What a training run leaves on disk, read back.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/training/training_options.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// A row of the evaluations in metrics.csv.
struct EvaluationRow {
    std::int64_t step = 0;
    std::optional<double> map_voc07{};  ///< none where no class of the split has an object
    std::optional<double> map_voc10{};
};

struct RunRecord {
    std::filesystem::path folder;
    std::string name;     ///< the folder's name
    std::string started;  ///< ISO 8601, UTC
    TrainingOptions options;
    std::string trained_on;    ///< ImageSelection::text: "split train"
    std::string evaluated_on;  ///< the same; empty where nothing is evaluated while training
    DetectorSpec spec;
    std::vector<StepMetrics> steps;
    std::vector<EvaluationRow> evaluations;
    std::filesystem::path last_checkpoint;  ///< empty where none was written yet
    std::filesystem::path best_checkpoint;  ///< empty where nothing was evaluated

    /// Every step is done, and evaluated where that was asked for.
    bool isComplete() const;
};

/// @throws Error where the folder holds no run
RunRecord readRun(const std::filesystem::path& run_folder,
                  const DetectorFamilies& families = detectorFamilies());

/// Runs below a folder, newest first; folders without run.json are passed over.
std::vector<std::filesystem::path> findRuns(const std::filesystem::path& folder);

/// Whether a run can begin in a folder: it is not there, is empty, or holds what a run left that was killed
/// before it had written anything.
bool isFreeForRun(const std::filesystem::path& folder);
/// The same for who holds the folder's lock.
bool isFreeForOwner(const std::filesystem::path& folder);

/// "run-001", the first that is free below the folder: not there, or left by a run that was killed before it
/// had written anything.
std::filesystem::path nextRunFolder(const std::filesystem::path& folder);

}  // namespace priorscope
