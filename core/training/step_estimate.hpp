// What a step of a planned run takes, measured before it starts.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct StepEstimate {
    double seconds = 0.0;    ///< of a step, without waiting for images
    std::int64_t bytes = 0;  ///< of memory, on top of what the program held before; 0: unknown
};

/// Trains the detector for two steps on random images with three objects each, and measures the second: as
/// the run's first steps, with what is frozen then, with the average if it has one.
/// @param resolved  with a batch size
/// @return nothing if stopped
/// @throws Error if the device is not available or memory runs out
std::optional<StepEstimate> measureStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                        const std::stop_token& stop = {});

}  // namespace priorscope
