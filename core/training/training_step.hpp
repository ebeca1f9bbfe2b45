// One step of training: forward, loss, backward, update. Private to core's training: it uses torch types.
#pragma once

#include <memory>
#include <string>

#include "core/model/detector_network.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/sgd.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// Trains on one batch. On failure the network is restored: weights, momentum and running statistics.
/// @param context  its device is the network's
/// @param dataset  names the images in errors
/// @return the metrics of the step, without its time
/// @throws Error if the loss or its gradient is not finite, naming the images, or memory runs out
StepMetrics trainStep(DetectorNetwork& network, Sgd& sgd, const TrainingOptions& options,
                      const ComputeContext& context, const Dataset& dataset, const TrainingBatch& batch);

}  // namespace priorscope
