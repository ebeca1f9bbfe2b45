// Figures derived from the steps of a run: TensorBoard-style smoothing, and the remaining time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// Bias-corrected exponential moving average.
/// Source: TensorBoard's line chart: last ← last·w + (1 - w)·x; the result is last / (1 - w^n). A non-finite
/// value is returned as is and does not change the average.
class Smoother {
  public:
    /// @param weight  [0, 1); 0 disables smoothing
    explicit Smoother(double weight) : m_weight(weight) {}
    double next(double value);

  private:
    double m_weight;
    double m_last = 0.0;
    double m_remaining = 1.0;  ///< w^n
};

std::vector<double> smoothed(std::span<const double> values, double weight);

/// Estimated time until a run ends, from the speed of its last steps (at most 100), without pauses.
/// @param total_steps  of the run
/// @return none before the second step
std::optional<double> secondsLeft(std::span<const StepMetrics> steps, std::int64_t total_steps);

/// @param total_steps  of the run
RunSummary summarize(std::span<const StepMetrics> steps, std::span<const EvaluationRow> evaluations,
                     std::int64_t total_steps);

/// What a term of the loss is called; unknown terms keep their names.
Sentence lossTitle(const std::string& term);

/// One metric of every step, in order.
std::vector<double> figuresOf(std::span<const StepMetrics> steps,
                              const std::function<double(const StepMetrics&)>& figure);

}  // namespace priorscope
