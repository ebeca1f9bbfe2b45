// Reads back the files of a training run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/training_session.hpp"
#include "core/training/trouble/trouble.hpp"

namespace priorscope {

/// An evaluation row of metrics.csv.
struct EvaluationRow {
    std::int64_t step = 0;
    std::optional<double> map_voc07{};  ///< none if no class of the split has an object
    std::optional<double> map_voc10{};
    std::vector<std::optional<double>>
        class_ap_voc07{};          ///< in the order of the spec's classes; empty: not recorded
    std::optional<double> loss{};  ///< on the validation images; none: not computed
};
/// The same of an evaluation that has just been made.
EvaluationRow evaluationRow(const EvaluationMetrics& metrics);

/// A one-line summary of a run.
struct RunSummary {
    std::int64_t steps = 0;              ///< completed
    std::int64_t total_steps = 0;        ///< of the run
    std::optional<double> loss{};        ///< mean total loss of the last steps (at most 50)
    int loss_steps = 0;                  ///< the number of steps that `loss` is the mean of
    std::optional<double> wait_share{};  ///< mean part of these steps' time that they waited for images
    std::optional<double> best_map{};    ///< highest mAP@0.5 (VOC07) of all evaluations
    double elapsed_s = 0.0;
    bool finished() const { return steps >= total_steps && total_steps > 0; }
};

/// What a list of runs tells of one: everything but its steps, which may be millions.
struct RunOverview {
    std::filesystem::path folder;
    std::string name;     ///< the folder's name
    std::string started;  ///< ISO 8601, UTC
    std::string id{};     ///< as runId() gives it
    TrainingOptions options;
    RunCourse course{};               ///< what has happened to it
    std::string trained_on;           ///< ImageSelection::text: "split train"
    std::string evaluated_on;         ///< the same; empty if nothing is evaluated during training
    std::int64_t images = 0;          ///< of the training selection
    std::string train_fingerprint{};  ///< of these images and their objects
    std::string val_fingerprint{};    ///< of those that it is evaluated on; empty: none, or not recorded
    DetectorSpec spec;
    std::vector<EvaluationRow> evaluations;
    RunSummary summary{};
    std::filesystem::path last_checkpoint;  ///< empty if none has been written yet
    std::filesystem::path best_checkpoint;  ///< empty if nothing has been evaluated

    bool in_progress = false;      ///< some process is training it
    bool was_interrupted = false;  ///< the process that trained it has ended without saving
    std::string failure{};         ///< what ended it otherwise; empty: nothing did
    std::int64_t queued = 0;       ///< its place among the runs that wait to be started; 0: it does not wait

    std::int64_t totalSteps() const { return runLength(options, course); }
    /// Whether every step is done, and evaluated if requested.
    bool isComplete() const;
};

struct RunRecord : RunOverview {
    std::vector<StepMetrics> steps;
    std::vector<Trouble> troubles{};  ///< as readTroubles gives them; readRun leaves them out
};

/// Reads no more of metrics.csv than it needs: its evaluations and its last rows.
/// @throws Error if the folder does not hold a run
RunOverview readRunOverview(const std::filesystem::path& run_folder,
                            const DetectorFamilies& families = detectorFamilies());

/// What a run is recognised by, whatever its folder is called and wherever that lies: from its start, its
/// training images and some options. A copy has the same. @throws Error if the folder does not hold a run
std::string runId(const std::filesystem::path& run_folder,
                  const DetectorFamilies& families = detectorFamilies());

/// @throws Error if the folder does not hold a run
RunRecord readRun(const std::filesystem::path& run_folder,
                  const DetectorFamilies& families = detectorFamilies());

/// Runs below a folder, newest first; folders without run.json are skipped.
std::vector<std::filesystem::path> findRuns(const std::filesystem::path& folder);

/// Whether a run can start in a folder: it does not exist, is empty, or holds only leftovers of a run that
/// was killed before it had written anything.
bool isFreeForRun(const std::filesystem::path& folder);
/// The same, for the holder of the folder's lock.
bool isFreeForOwner(const std::filesystem::path& folder);

/// "run-001", the first free name below the folder: not existing, or left by a run that was killed before it
/// had written anything.
std::filesystem::path nextRunFolder(const std::filesystem::path& folder);

}  // namespace priorscope
