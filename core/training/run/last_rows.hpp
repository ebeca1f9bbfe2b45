// What a list of runs needs of metrics.csv, without reading every number in it. Private to core's training.
#pragma once

#include <filesystem>
#include <vector>

#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/run_folder.hpp"

namespace priorscope {

struct LastRows {
    std::vector<EvaluationRow> evaluations{};  ///< all of them
    std::vector<StepMetrics> steps{};          ///< the last ones, at least fifty where there are as many
};

/// Of a file of a hundred thousand steps it parses some thousandths; rows that are incomplete are left out.
/// Empty for a file that is missing. @throws Error if it is none, or cannot be read
LastRows lastRows(const std::filesystem::path& file, const MetricsColumns& columns);

}  // namespace priorscope
