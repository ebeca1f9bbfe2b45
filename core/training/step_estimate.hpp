// What a step of a planned run takes, measured before it starts.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct StepEstimate {
    double seconds = 0.0;          ///< of a step, without waiting for images
    std::int64_t bytes = 0;        ///< of memory, on top of what the program held before; 0: unknown
    std::int64_t fixed_bytes = 0;  ///< the part of them that does not grow with the batch
    bool is_rough = false;         ///< scaled from a step of a smaller batch
};

/// Trains the detector for some steps on random images with three objects each, and takes the shortest but
/// the first: as the run's first steps, with what is frozen then, with the average if it has one.
/// @param resolved  with a batch size
/// @return nothing if stopped
/// @throws Error if the device is not available or memory runs out
std::optional<StepEstimate> measureStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                        const std::stop_token& stop = {});

/// The same within moments and with little memory, whatever the batch: unless the whole step is a cheap one,
/// from steps on at most four images.
std::optional<StepEstimate> estimateStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                         const std::stop_token& stop = {});

/// Of a step with more images than the measured one.
/// @param images   of the measured step, which had one batch
/// @param batch    images that are held at once
/// @param batches  of a step
StepEstimate scaledStep(const StepEstimate& measured, int images, int batch, int batches);

}  // namespace priorscope
