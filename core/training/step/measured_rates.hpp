// The training behind core/training/rate_sweep.hpp. Private to core's training.
#pragma once

#include "core/training/rate_sweep.hpp"

namespace priorscope::torch_half {

std::optional<RateSweep> sweepRate(const std::shared_ptr<const Dataset>& dataset, const DetectorSpec& spec,
                                   const TrainingImages& images, const TrainingOptions& options,
                                   const RateSweepOptions& sweep, const std::stop_token& stop,
                                   const ProgressFn& progress);

}  // namespace priorscope::torch_half
