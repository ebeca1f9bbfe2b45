// Rows of metrics.csv as values. Private to core's training.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/training/training_session.hpp"

namespace priorscope {

/// A row of metrics.csv; what its kind does not have is empty in the file.
struct MetricsRow {
    enum class Kind { step, epoch, evaluation };

    Kind kind = Kind::step;
    StepMetrics metrics;  ///< of an epoch: its means; of an evaluation: step and epoch alone
    std::optional<double> map_voc07{};
    std::optional<double> map_voc10{};
};

/// The first line, with its end.
/// @param losses  names of the terms of the loss
std::string metricsHead(const std::vector<std::string>& losses);

/// @return with its end of line; numbers are the shortest text that reads back as the same
/// @param losses  number of terms of the loss
std::string textOf(const MetricsRow& row, std::size_t losses);
/// @param line  without its end
/// @return nothing for the head, a row that was cut off, and anything else that is no row of ours
std::optional<MetricsRow> metricsRow(std::string_view line, std::size_t losses);

}  // namespace priorscope
