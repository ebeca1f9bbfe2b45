// The files that a training run keeps. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/training/event_file.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// What run.json says besides options and spec.
struct RunHeader {
    std::string started;              ///< ISO 8601, UTC
    std::string dataset_fingerprint;  ///< of the images trained on
    std::int64_t images = 0;
    std::string initial_weights;  ///< empty: random
};

/// Changes where an image, an object or a flag of the listed images changes.
std::string datasetFingerprint(const Dataset& dataset, const std::vector<std::size_t>& images);

void writeRunJson(const std::filesystem::path& folder, const TrainingOptions& options,
                  const DetectorSpec& spec, const RunHeader& header);
/// @throws Error where it is missing or not a run's
void readRunJson(const std::filesystem::path& folder, TrainingOptions& options, DetectorSpec& spec,
                 RunHeader& header);

/// Appends to metrics.csv and the event file; every row reaches the file at once.
class MetricsWriter {
  public:
    /// Rows beyond first_step, left by a run that was killed after its last checkpoint, are removed.
    MetricsWriter(const std::filesystem::path& folder, std::int64_t first_step);

    void step(const StepMetrics& metrics);
    void epoch(std::int64_t step, std::int64_t epoch, double loss, double confidence, double localization);
    void evaluation(const EvaluationMetrics& metrics, std::int64_t epoch);
    /// False once a row could not be written, for example on a full disk.
    bool good() const { return m_csv.good() && m_events.good(); }

  private:
    std::ofstream m_csv;
    EventFile m_events;
};

}  // namespace priorscope
