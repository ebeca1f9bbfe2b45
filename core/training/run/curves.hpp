// Figures drawn from the steps of a run: smoothing as TensorBoard does it, and the time that is left.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// Exponential moving average without the pull towards its start.
/// Source: TensorBoard's line chart: last ← last·w + (1 - w)·x; shown is last / (1 - w^n). A value that is
/// not finite is shown as it is and leaves the average alone.
class Smoother {
  public:
    /// @param weight  [0, 1); 0 shows the values themselves
    explicit Smoother(double weight) : m_weight(weight) {}
    double next(double value);

  private:
    double m_weight;
    double m_last = 0.0;
    double m_remaining = 1.0;  ///< w^n
};

std::vector<double> smoothed(std::span<const double> values, double weight);

/// Time until a run ends, by the rate of its last steps (at most 100), pauses left out.
/// @param total_steps  of the run
/// @return none before the second step
std::optional<double> secondsLeft(std::span<const StepMetrics> steps, std::int64_t total_steps);

/// A run in one line.
struct RunSummary {
    std::int64_t steps = 0;            ///< done
    std::int64_t total_steps = 0;      ///< of the run
    std::optional<double> loss{};      ///< mean total loss of the last steps (at most 50)
    std::optional<double> best_map{};  ///< highest mAP@0.5 (VOC07) of the evaluations
    double elapsed_s = 0.0;
    bool finished() const { return steps >= total_steps && total_steps > 0; }
};
RunSummary summarize(std::span<const StepMetrics> steps, std::span<const EvaluationRow> evaluations,
                     std::int64_t total_steps);

/// One figure of every step, in order.
std::vector<double> figuresOf(std::span<const StepMetrics> steps,
                              const std::function<double(const StepMetrics&)>& figure);

}  // namespace priorscope
