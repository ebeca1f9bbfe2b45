// The measurement behind core/training/step_estimate.hpp. Private to core's training.
#pragma once

#include "core/training/step_estimate.hpp"

namespace priorscope::torch_half {

std::optional<StepEstimate> measureStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                        const std::stop_token& stop);

/// After a step did not fit into the device's memory.
/// @return the largest of a half, a quarter and so on of the batch with which a step was possible just now,
/// beside all that the program still holds there; 0: none, not even one image; nothing if stopped
/// @throws Error if a step fails for another reason
std::optional<int> fittingBatch(const DetectorSpec& spec, const TrainingOptions& resolved,
                                const Device& device, const std::stop_token& stop = {});

}  // namespace priorscope::torch_half
