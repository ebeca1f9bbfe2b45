#include "core/training/step_estimate.hpp"

#include "core/compute/torch_half.hpp"

namespace priorscope {

std::optional<StepEstimate> measureStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                        const std::stop_token& stop) {
    return torchHalf().measure_step(spec, resolved, stop);
}

}  // namespace priorscope
