// metrics.csv and TensorBoard's event file of a run. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/files/append_file.hpp"
#include "core/training/run/event_file.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// What a run has behind it when its metrics go on.
struct MetricsPosition {
    std::int64_t step = 0;           ///< done, 0 at the start
    std::int64_t evaluated_at = -1;  ///< step of the last evaluation that counts; -1: none
};

/// Every row reaches the files at once; where the disk is full it waits in memory for the next one.
class MetricsWriter {
  public:
    /// Rows beyond the position, left by a run that was killed after its last checkpoint, are removed. The
    /// new event file tells TensorBoard to forget them as well.
    /// @throws Error where metrics.csv cannot be read or written
    /// @param losses  names of the terms of the loss
    MetricsWriter(const std::filesystem::path& folder, const MetricsPosition& position,
                  std::vector<std::string> losses);

    void step(const StepMetrics& metrics);
    /// @param means  step, epoch, and the mean losses of its steps
    void epoch(const StepMetrics& means);
    void evaluation(const EvaluationMetrics& metrics, std::int64_t epoch);

    /// Brings everything to the disk. @return false where something is still waiting
    bool flush();
    /// What could not be written, or not be brought to the disk, at the last try and why; empty where all
    /// was.
    std::string problem() const;

  private:
    void add(const MetricsRow& row);

    std::vector<std::string> m_losses;
    AppendFile m_csv;
    EventFile m_events;
};

}  // namespace priorscope
