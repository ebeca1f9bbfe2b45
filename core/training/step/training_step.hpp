// One step of training: forward, loss, backward, update. Private to core's training: it uses torch types.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/plan/run_course.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/step/frozen_stages.hpp"
#include "core/training/step/loss_scale.hpp"
#include "core/training/step/optimizer.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// @param class_weights  [classes], or empty
LossOptions lossOptions(const TrainingOptions& options, std::vector<double> class_weights);

/// The loss terms of a batch, on the network's device and in its precision. The caller holds the network's
/// mutex.
BatchLosses lossesOf(DetectorNetwork& network, const LossOptions& options, const TrainingBatch& batch);

/// Sums of the loss terms over one or several batches, in the order of DetectorFamily::losses.
class LossSums {
  public:
    void add(const BatchLosses& batch);
    /// Each sum divided by its normaliser, at least 1.
    std::vector<double> means() const;
    std::int64_t positives() const { return m_positives; }
    const LearntObjects& learnt() const { return m_learnt; }
    bool areFinite() const;

  private:
    std::vector<double> m_sums;
    std::vector<double> m_counts;
    std::int64_t m_positives = 0;
    LearntObjects m_learnt;
};

/// The loss of a step or its gradient is not a number, or infinite.
class NotFiniteError : public Error {
  public:
    using Error::Error;
};

/// Trains a network, batch by batch. What it changes are the network and the optimizer's state.
class StepTrainer {
  public:
    /// @param network  on the run's device
    /// @param dataset  names the images in errors
    StepTrainer(std::shared_ptr<DetectorNetwork> network, const TrainingOptions& options,
                std::vector<double> class_weights, std::shared_ptr<const Dataset> dataset);

    /// Trains on the next batches, options.accumulate of them, as if they were one. On failure the network
    /// has its weights and running statistics of before, unless isTorn(). In fp16 a step whose gradients
    /// overflow is skipped: its gradient_norm is infinite.
    /// @param step    0-based
    /// @param course  of the run so far
    /// @return the metrics of the step, without its time
    /// @throws NotFiniteError if the loss or its gradient is not finite, naming the images
    /// @throws Error if memory runs out
    StepMetrics train(std::int64_t step, double learning_rate,
                      const std::function<TrainingBatch()>& next_batch, const RunCourse& course = {});

    /// Of the last step.
    const LearntObjects& learnt() const { return m_learnt; }
    /// The batch whose loss, or with which the gradient, was not finite: after NotFiniteError.
    const std::vector<TrainingSample>& failedSamples() const { return m_suspects; }
    /// Whether the optimizer failed after it had changed a part of the weights: they must not be saved.
    bool isTorn() const { return m_is_torn; }
    /// Of a run in fp16; null in others.
    LossScale* lossScale() { return m_scale ? &*m_scale : nullptr; }
    const LossScale* lossScale() const { return m_scale ? &*m_scale : nullptr; }
    RunOptimizer& optimizer() { return m_optimizer; }
    const RunOptimizer& optimizer() const { return m_optimizer; }
    const LossOptions& lossOptions() const { return m_loss; }

  private:
    /// @return false if the gradients of this batch are seen not to be finite
    bool addGradients(const TrainingBatch& batch, LossSums& sums, class GradientSums* gradients);
    /// @param batch   the first one
    /// @param images  receives their number
    LossSums addBatches(TrainingBatch batch, const std::function<TrainingBatch()>& next_batch,
                        std::int64_t& images);
    /// @return false if the step is to be skipped
    bool finishGradients(StepMetrics& metrics);

    std::shared_ptr<DetectorNetwork> m_network;
    TrainingOptions m_options;
    LossOptions m_loss;
    std::shared_ptr<const Dataset> m_dataset;
    RunOptimizer m_optimizer;
    std::optional<LossScale> m_scale{};
    FrozenStages m_frozen;
    LearntObjects m_learnt{};
    std::vector<TrainingSample> m_suspects{};  ///< of the last step: the batch to blame if it has failed
    bool m_is_torn = false;
};

}  // namespace priorscope
