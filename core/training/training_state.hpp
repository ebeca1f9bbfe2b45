// Where a run stands, besides its weights. Private to core's training.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/training/training_options.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// Means over the steps of an epoch so far.
struct EpochMeans {
    double loss = 0.0;             ///< the sum so far
    std::vector<double> losses{};  ///< sums of its terms
    std::int64_t steps = 0;

    void add(const StepMetrics& metrics);
    /// The means as a row of that step and epoch.
    StepMetrics means(std::int64_t step, std::int64_t epoch) const;
};

/// What follows from the steps done: written into every checkpoint, and all that the loop decides by.
struct TrainingProgress {
    std::int64_t step = 0;           ///< done
    std::int64_t evaluated_at = -1;  ///< step of the last evaluation; -1: none
    double elapsed_s = 0.0;          ///< training, pauses left out
    std::optional<double> best_map{};
    std::optional<double> last_map{};
    EpochMeans means{};

    /// Of a run that evaluates: at every multiple of evaluate_every and at the end, once.
    bool isEvaluationDue(const TrainingOptions& resolved) const;
};

/// The entry "schedule" of a checkpoint.
/// @param losses  names of the terms of the loss
PickleValue scheduleValue(const TrainingProgress& progress, const std::vector<std::string>& losses);
/// @param document  a whole checkpoint
/// @throws Error where it holds no training state, naming the source
TrainingProgress progressFrom(const PickleValue& document, const std::vector<std::string>& losses,
                              const std::string& source);

}  // namespace priorscope
