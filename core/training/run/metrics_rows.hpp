// Rows of metrics.csv as values. Private to core's training.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/training/training_session.hpp"

namespace priorscope {

/// A row of metrics.csv; fields that its kind does not have are empty in the file.
struct MetricsRow {
    enum class Kind { step, epoch, evaluation };

    Kind kind = Kind::step;
    StepMetrics metrics;  ///< epoch rows: the means; evaluation rows: step, epoch, and the validation losses
                          ///< where they were computed
    std::optional<double> map_voc07{};
    std::optional<double> map_voc10{};
    std::vector<std::optional<double>>
        class_ap_voc07{};  ///< in the order of the classes; empty: not recorded
};

/// How many columns of a kind metrics.csv has.
struct MetricsColumns {
    std::size_t losses = 0;   ///< terms of the loss
    std::size_t classes = 0;  ///< of the detector; earlier versions wrote no columns for them
    bool has_wait = true;     ///< whether wait_share is there; earlier versions did not write it
};

MetricsColumns columnsOf(const DetectorSpec& spec);

struct EvaluationRow;
/// Of an evaluation row.
EvaluationRow evaluationRow(const MetricsRow& row);

/// The header line, including its line break.
/// @param losses   names of the loss terms
/// @param classes  names of the detector's classes; quoted where CSV asks for it
std::string metricsHead(const std::vector<std::string>& losses, const std::vector<std::string>& classes);

/// @return including the line break; numbers are written as the shortest text that reads back unchanged
std::string textOf(const MetricsRow& row, const MetricsColumns& columns);
/// @param line  without its line break; the cells of the classes may be missing
/// @return nothing for the header, a truncated row, and any other line that is not a valid row
std::optional<MetricsRow> metricsRow(std::string_view line, const MetricsColumns& columns);

/// Reads the lines of a file in order: the first one says what an earlier version left out.
class MetricsReader {
  public:
    explicit MetricsReader(const MetricsColumns& columns) : m_columns(columns) {}
    /// As metricsRow.
    std::optional<MetricsRow> read(std::string_view line);

  private:
    MetricsColumns m_columns;
};

}  // namespace priorscope
