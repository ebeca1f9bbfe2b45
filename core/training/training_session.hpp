// One training run: a loop on a worker thread, controlled from other threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/detector.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/trouble/trouble.hpp"

namespace priorscope {

/// Metrics of one step. Losses are batch sums divided by the batch's number of positives (SSD, equation 1).
struct StepMetrics {
    std::int64_t step = 0;   ///< 1-based count of steps done
    std::int64_t epoch = 0;  ///< 0-based epoch of the step's first image
    double loss = 0.0;
    std::vector<double> losses{};  ///< its terms, in the order of DetectorFamily::losses
    double learning_rate = 0.0;
    double gradient_norm = 0.0;
    double positives_per_image = 0.0;
    double images_per_second = 0.0;
    double elapsed_s = 0.0;              ///< training time so far, without pauses
    std::optional<double> wait_share{};  ///< of the step's time: until its images were ready; [0, 1]
    std::int64_t images = 0;             ///< of the step
};

struct EvaluationMetrics {
    std::int64_t step = 0;
    Evaluation evaluation;
    bool best = false;             ///< better than all earlier ones of this run
    std::vector<double> losses{};  ///< terms of the loss on the validation images; empty: not computed
};

enum class TrainingState { preparing, running, paused, evaluating, saving, finished, stopped };

/// Receives events on the thread that runs the session. Every metric is delivered.
struct TrainingObserver {
    std::function<void(TrainingState)> on_state{};
    std::function<void(const StepMetrics&)> on_step{};
    std::function<void(const EvaluationMetrics&)> on_evaluation{};
    /// The run is to end early, or its user has changed it.
    std::function<void(const RunCourse&)> on_course{};
    std::function<void(const std::filesystem::path&)> on_checkpoint{};
    std::function<void(const Trouble&)> on_trouble{};  ///< also reported to on_problem
    /// A problem that does not end the run, reported once each: an image replaced by another,
    /// a checkpoint pending until there is space on the disk.
    std::function<void(const Sentence&)> on_problem{};
    /// An image that cannot be read, reported once each, with its file and the reason.
    std::function<void(const DatasetIssue&)> on_bad_image{};
    ProgressFn on_progress{};  ///< of evaluations and reading
};

/// What has changed since a run was left. The run stores it.
struct RunMove {
    std::filesystem::path dataset{};  ///< the dataset's new location; empty: unchanged
    /// To be made before the first step.
    std::vector<std::pair<RunChange::Kind, double>> changes{};
    std::string device{};  ///< auto, cpu, cuda or cuda:N; empty: its own, or "auto" if that is unavailable
};

/// run() is called on one thread; the other members may be called from any thread.
class TrainingSession {
  public:
    /// Starts with random weights, or with options.weights as far as they fit.
    /// A run that fails before its first step leaves nothing behind.
    /// @param images      of the dataset. They take the place of options.split and options.val_split, which
    ///                    the run stores if they are whole splits; otherwise these are empty
    /// @param run_folder  created if missing
    /// @throws Error if it already holds a run, none of the images exists, the device is not available, the
    ///         weights cannot be read or do not fit at all, or the network cannot normalise batches of that
    ///         size
    static std::unique_ptr<TrainingSession> start(const std::shared_ptr<const Dataset>& dataset,
                                                  const DetectorSpec& spec, const TrainingImages& images,
                                                  const TrainingOptions& options,
                                                  const std::filesystem::path& run_folder);
    /// The same, on the splits named by the options.
    static std::unique_ptr<TrainingSession> start(const std::shared_ptr<const Dataset>& dataset,
                                                  const DetectorSpec& spec, const TrainingOptions& options,
                                                  const std::filesystem::path& run_folder);
    /// Makes the folder of a run that is to be started later, by resume(), at a place among those that wait.
    /// The dataset, the weights and the options are checked now, and again then.
    /// @throws Error as start() does
    static void plan(const std::shared_ptr<const Dataset>& dataset, const DetectorSpec& spec,
                     const TrainingOptions& options, const std::filesystem::path& run_folder,
                     std::int64_t place);
    /// Resumes from checkpoints/last.pt, or from the start if none has been written yet, exactly as an
    /// uninterrupted run and on the same images; on another device it also continues, and reports that
    /// results differ by rounding.
    /// @return null if stopped while reading
    /// @throws Error if another process trains in the folder, the dataset does not exist or has changed,
    ///         the device in `move` is not available, or the initial weights of a run without a
    ///         checkpoint have changed
    static std::unique_ptr<TrainingSession> resume(const std::filesystem::path& run_folder,
                                                   const RunMove& move = {}, const std::stop_token& stop = {},
                                                   const ProgressFn& progress = {},
                                                   const DetectorFamilies& families = detectorFamilies());

    virtual ~TrainingSession() = default;

    /// Trains to the end, or until stopped; then the current step is finished and last.pt is written.
    /// @return finished or stopped
    /// @throws Error if the loss is not finite (naming step and images), memory runs out,
    ///         or the last checkpoint cannot be written. Progress is saved first if
    ///         possible; the error says which step is
    ///         on disk
    virtual TrainingState run(std::stop_token stop, const TrainingObserver& observer) = 0;

    virtual void setPaused(
        bool paused) = 0;  ///< takes effect after the current step; the model stays in memory
    /// Changes the run between two steps, also while paused. The change is kept in the run folder before it
    /// is made, so that a resumed run makes it again; one that cannot be kept, or comes too late, is told to
    /// on_problem.
    /// @param value  of rate and steps
    /// @throws Error if the value is out of range
    virtual void change(RunChange::Kind kind, double value = 0.0) = 0;
    virtual void requestCheckpoint() = 0;  ///< after the current step; immediately while paused
    /// Whether another process trains it, and this one only watches: the end of run() is then not the run's.
    virtual bool isElsewhere() const { return false; }
    /// Of one that trains elsewhere; here run()'s stop token does it.
    virtual void requestStop() {}
    /// A copy of the current weights, on the CPU whatever device the run uses, so that it takes none of that
    /// device's memory. Waits for the current step, so call it from a worker thread.
    virtual Detector snapshot() = 0;

    virtual const TrainingOptions& options() const = 0;  ///< resolved
    virtual const TrainingImages& images() const = 0;
    virtual const DetectorSpec& spec() const = 0;
    virtual const std::filesystem::path& runFolder() const = 0;
    virtual std::int64_t startStep() const = 0;  ///< 0, or the step at which it was resumed
    /// What has happened to a run that is resumed. Not to be called while it runs, which may change it.
    virtual RunCourse course() const = 0;
    /// What was loaded from options().weights; none for random weights and resumed runs.
    virtual const std::optional<WeightReport>& weightReport() const = 0;
};

}  // namespace priorscope
