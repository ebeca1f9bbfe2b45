// The progress of a run, apart from its weights. Private to core's training.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// Running means over the steps of an epoch.
struct EpochMeans {
    double loss = 0.0;             ///< sum so far
    std::vector<double> losses{};  ///< sums of its terms
    std::int64_t steps = 0;

    void add(const StepMetrics& metrics);
    /// The means as a row for that step and epoch.
    StepMetrics means(std::int64_t step, std::int64_t epoch) const;
};

/// Everything that follows from the completed steps: stored in every checkpoint; all loop decisions use it.
struct TrainingProgress {
    std::int64_t step = 0;           ///< completed
    std::int64_t evaluated_at = -1;  ///< step of the last evaluation; -1: none
    double elapsed_s = 0.0;          ///< training time, without pauses
    std::optional<double> best_map{};
    std::optional<double> last_map{};
    std::int64_t evaluations_without_gain = 0;  ///< since the best one
    RunCourse course{};                         ///< so far; checkpoints hold its tail
    EpochMeans means{};

    std::int64_t stepsLeft(const TrainingOptions& resolved) const {
        return std::max<std::int64_t>(0, runLength(resolved, course) - step);
    }
    /// For a run with evaluation: at every multiple of evaluate_every and once at the end.
    bool isEvaluationDue(const TrainingOptions& resolved) const;
    /// Counts an evaluation. The run gets its tail if this was one too many without a gain.
    /// @return whether it is the best so far
    bool countEvaluation(const TrainingOptions& resolved, std::optional<double> map);
};

/// The checkpoint entry "schedule".
/// @param losses  names of the loss terms
PickleValue scheduleValue(const TrainingProgress& progress, const std::vector<std::string>& losses);
/// @param document  a whole checkpoint
/// @throws Error naming the source if it holds no training state
TrainingProgress progressFrom(const PickleValue& document, const std::vector<std::string>& losses,
                              const std::string& source);

}  // namespace priorscope
