#include "core/training/step_estimate.hpp"

#include <algorithm>
#include <cmath>

#include "core/compute/torch_half.hpp"

namespace priorscope {

std::optional<StepEstimate> measureStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                        const std::stop_token& stop) {
    return torchHalf().measure_step(spec, resolved, stop);
}

std::optional<StepEstimate> estimateStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                         const std::stop_token& stop) {
    // The first step of all takes memory that the next ones use again.
    std::optional<StepEstimate> measured;
    TrainingOptions small = resolved;
    small.accumulate = 1;
    for (const int images : {2, 4}) {
        small.batch_size = std::min(resolved.batch_size, images);
        measured = measureStep(spec, small, stop);
        if (!measured) {
            return std::nullopt;
        }
    }
    const StepEstimate scaled =
        scaledStep(*measured, small.batch_size, resolved.batch_size, resolved.accumulate);
    // What a step costs besides its images is multiplied as well: much of a small network's.
    const bool is_cheap = scaled.seconds < 2.0 && scaled.bytes > 0 && scaled.bytes < 1'000'000'000;
    return scaled.is_rough && is_cheap ? measureStep(spec, resolved, stop) : scaled;
}

StepEstimate scaledStep(const StepEstimate& measured, int images, int batch, int batches) {
    if (batch == images && batches == 1) {
        return measured;
    }
    const double growth = static_cast<double>(batch) / images;
    const auto growing =
        static_cast<double>(std::max<std::int64_t>(0, measured.bytes - measured.fixed_bytes));
    return {.seconds = measured.seconds * growth * batches,
            .bytes = measured.bytes == 0
                         ? 0
                         : measured.fixed_bytes + static_cast<std::int64_t>(std::llround(growing * growth)),
            .fixed_bytes = measured.fixed_bytes,
            .is_rough = true};
}

}  // namespace priorscope
