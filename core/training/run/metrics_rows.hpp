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
    StepMetrics metrics;  ///< epoch rows: the means; evaluation rows: only step and epoch
    std::optional<double> map_voc07{};
    std::optional<double> map_voc10{};
};

/// The header line, including its line break.
/// @param losses  names of the loss terms
std::string metricsHead(const std::vector<std::string>& losses);

/// @return including the line break; numbers are written as the shortest text that reads back unchanged
/// @param losses  number of loss terms
std::string textOf(const MetricsRow& row, std::size_t losses);
/// @param line  without its line break
/// @return nothing for the header, a truncated row, and any other line that is not a valid row
std::optional<MetricsRow> metricsRow(std::string_view line, std::size_t losses);

}  // namespace priorscope
