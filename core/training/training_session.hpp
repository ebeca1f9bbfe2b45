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

#include "core/dataset/dataset.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/interchange/weights.hpp"
#include "core/model/detector.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

/// Figures of one step. Losses are sums over the batch divided by its number of positives (SSD, equation 1).
struct StepMetrics {
    std::int64_t step = 0;   ///< 1-based count of steps done
    std::int64_t epoch = 0;  ///< 0-based epoch of the step's first image
    double loss = 0.0;
    double confidence_loss = 0.0;
    double localization_loss = 0.0;
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
    std::function<void(const std::string&)>
        on_problem{};          ///< an image that had to be left out, with its reason
    ProgressFn on_progress{};  ///< of evaluation and of reading
};

/// run() is called on one thread; the other members may be called from any.
class TrainingSession {
  public:
    /// Begins with random weights, or with those of options.weights where they fit.
    /// @param run_folder  made if missing. @throws Error where it already holds a run, or the weights cannot
    /// be
    ///                    read or do not fit at all
    static std::unique_ptr<TrainingSession> start(std::shared_ptr<const Dataset> dataset,
                                                  const DetectorSpec& spec, const TrainingOptions& options,
                                                  const std::filesystem::path& run_folder);
    /// Continues from checkpoints/last.pt exactly as the run would have gone on.
    /// @throws Error where there is no checkpoint or the dataset is no longer the same
    static std::unique_ptr<TrainingSession> resume(const std::filesystem::path& run_folder);

    virtual ~TrainingSession() = default;

    /// Trains to the end, or until stopped: then the step in progress is finished and last.pt written.
    /// @return finished or stopped
    /// @throws Error where the loss is no longer finite (naming step and images), or a file cannot be written
    virtual TrainingState run(std::stop_token stop, const TrainingObserver& observer) = 0;

    virtual void setPaused(
        bool paused) = 0;  ///< takes effect after the step in progress; the model stays resident
    virtual void requestCheckpoint() = 0;  ///< after the step in progress
    /// A copy of the weights of this moment; waits for the step in progress, so call it from a worker thread.
    virtual Detector snapshot() = 0;

    virtual const TrainingOptions& options() const = 0;  ///< resolved
    virtual const DetectorSpec& spec() const = 0;
    virtual const std::filesystem::path& runFolder() const = 0;
    virtual std::int64_t startStep() const = 0;  ///< 0, or the step it was resumed at
    /// What was taken from options().weights; none for random weights and resumed runs.
    virtual const std::optional<WeightReport>& weightReport() const = 0;
};

}  // namespace priorscope
