// metrics.csv and TensorBoard's event file of a run. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/files/append_file.hpp"
#include "core/base/text/sentence.hpp"
#include "core/training/run/event_file.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// How far a run has got when its metrics continue.
struct MetricsPosition {
    std::int64_t step = 0;           ///< completed, 0 at the start
    std::int64_t evaluated_at = -1;  ///< step of the last valid evaluation; -1: none
};

/// Every row is written immediately; if the disk is full, it stays in memory until the next write.
class MetricsWriter {
  public:
    /// Rows after the position, left by a run that was killed after its last checkpoint, are removed. The
    /// new event file tells TensorBoard to discard them as well.
    /// @throws Error if metrics.csv cannot be read or written
    /// @param losses   names of the loss terms
    /// @param classes  names of the detector's classes
    MetricsWriter(const std::filesystem::path& folder, const MetricsPosition& position,
                  std::vector<std::string> losses, std::vector<std::string> classes);

    void step(const StepMetrics& metrics);
    /// @param means  step, epoch, and the mean losses of its steps
    void epoch(const StepMetrics& means);
    void evaluation(const EvaluationMetrics& metrics, std::int64_t epoch);

    /// The options of a run that begins, for TensorBoard alone.
    void options(const std::string& markdown) { m_events.markdown(0, "options", markdown); }
    /// Pictures of an evaluation, for TensorBoard alone; none while earlier events wait for room.
    void pictures(std::int64_t step, const std::vector<EventImage>& pictures);

    /// Syncs everything to disk. @return false if something is still pending
    bool flush();
    /// What could not be written or synced at the last attempt, and why; empty if everything
    /// was.
    Sentence problem() const;

  private:
    void add(const MetricsRow& row);
    void addEvents(const MetricsRow& row);
    MetricsColumns columns() const { return {m_losses.size(), m_classes.size()}; }

    std::vector<std::string> m_losses;
    std::vector<std::string> m_classes;
    AppendFile m_csv;
    EventFile m_events;
};

}  // namespace priorscope
