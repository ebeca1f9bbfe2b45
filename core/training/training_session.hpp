// One training run: a loop that a worker thread runs and other threads steer.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/detector.hpp"
#include "core/training/training_images.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

/// Figures of one step. Losses are sums over the batch divided by its number of positives (SSD, equation 1).
struct StepMetrics {
    std::int64_t step = 0;   ///< 1-based count of steps done
    std::int64_t epoch = 0;  ///< 0-based epoch of the step's first image
    double loss = 0.0;
    std::vector<double> losses{};  ///< its terms, in the order of DetectorFamily::losses
    double learning_rate = 0.0;
    double gradient_norm = 0.0;
    double positives_per_image = 0.0;
    double images_per_second = 0.0;
    double elapsed_s = 0.0;  ///< time spent training so far, pauses left out
};

struct EvaluationMetrics {
    std::int64_t step = 0;
    Evaluation evaluation;
    bool best = false;  ///< better than every earlier one of this run
};

enum class TrainingState { preparing, running, paused, evaluating, saving, finished, stopped };

/// Receives events on the thread that runs the session. Metrics are events, none is lost.
struct TrainingObserver {
    std::function<void(TrainingState)> on_state{};
    std::function<void(const StepMetrics&)> on_step{};
    std::function<void(const EvaluationMetrics&)> on_evaluation{};
    std::function<void(const std::filesystem::path&)> on_checkpoint{};
    /// What did not go as wished while the run goes on, once each: an image that another takes the place of,
    /// a checkpoint that has to wait for room on the disk.
    std::function<void(const std::string&)> on_problem{};
    /// An image that could not be read, once each, with its file and the reason.
    std::function<void(const DatasetIssue&)> on_bad_image{};
    ProgressFn on_progress{};  ///< of evaluation and of reading
};

/// What is another than it was when a run was left. The run keeps it.
struct RunMove {
    std::filesystem::path dataset{};  ///< where its dataset is now; empty: where it was
    std::string device{};  ///< auto, cpu, cuda or cuda:N; empty: its own, "auto" where that is not there
};

/// run() is called on one thread; the other members may be called from any.
class TrainingSession {
  public:
    /// Begins with random weights, or with those of options.weights where they fit.
    /// Nothing is left of a run that fails before its first step.
    /// @param images      of the dataset. They stand for options.split and options.val_split, which the run
    ///                    keeps where they are whole splits, and empty where they are not
    /// @param run_folder  made if missing
    /// @throws Error where it already holds a run, none of the images is there, the device is not there, the
    ///         weights cannot be read or do not fit at all, or the network cannot normalise batches of that
    ///         size
    static std::unique_ptr<TrainingSession> start(std::shared_ptr<const Dataset> dataset,
                                                  const DetectorSpec& spec, const TrainingImages& images,
                                                  const TrainingOptions& options,
                                                  const std::filesystem::path& run_folder);
    /// The same on the splits that the options name.
    static std::unique_ptr<TrainingSession> start(std::shared_ptr<const Dataset> dataset,
                                                  const DetectorSpec& spec, const TrainingOptions& options,
                                                  const std::filesystem::path& run_folder);
    /// Continues from checkpoints/last.pt, or from the start where none was written yet, exactly as the run
    /// would have gone on, on the same images; on another device it goes on as well, and says that results
    /// differ by rounding.
    /// @return null if stopped while reading
    /// @throws Error where another process trains in the folder, the dataset is not there or no longer the
    ///         same, the device that `move` names is not there, or the initial weights of a run without a
    ///         checkpoint have changed
    static std::unique_ptr<TrainingSession> resume(const std::filesystem::path& run_folder,
                                                   const RunMove& move = {}, const std::stop_token& stop = {},
                                                   const ProgressFn& progress = {},
                                                   const DetectorFamilies& families = detectorFamilies());

    virtual ~TrainingSession() = default;

    /// Trains to the end, or until stopped: then the step in progress is finished and last.pt written.
    /// @return finished or stopped
    /// @throws Error where the loss is no longer finite (naming step and images), memory runs out, or the
    /// last
    ///         checkpoint cannot be written. What was learned is saved first where that is possible; the
    ///         error says which step is on the disk
    virtual TrainingState run(std::stop_token stop, const TrainingObserver& observer) = 0;

    virtual void setPaused(
        bool paused) = 0;  ///< takes effect after the step in progress; the model stays resident
    virtual void requestCheckpoint() = 0;  ///< after the step in progress; at once while paused
    /// A copy of the weights of this moment, on the CPU whatever the run trains on: it takes none of that
    /// device's memory. Waits for the step in progress, so call it from a worker thread.
    virtual Detector snapshot() = 0;

    virtual const TrainingOptions& options() const = 0;  ///< resolved
    virtual const TrainingImages& images() const = 0;
    virtual const DetectorSpec& spec() const = 0;
    virtual const std::filesystem::path& runFolder() const = 0;
    virtual std::int64_t startStep() const = 0;  ///< 0, or the step it was resumed at
    /// What was taken from options().weights; none for random weights and resumed runs.
    virtual const std::optional<WeightReport>& weightReport() const = 0;
};

}  // namespace priorscope
