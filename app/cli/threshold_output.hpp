// How commands show the figures at given thresholds.
#pragma once

#include <string>
#include <vector>

#include "app/cli/console.hpp"
#include "core/training/evaluation/threshold_figures.hpp"

namespace priorscope::cli {

/// @param classes  of the data: names[label - 1]
Json thresholdsAsJson(const ThresholdFigures& figures, const std::vector<std::string>& classes);

/// One line with its line break: precision, recall and F1.
std::string thresholdsText(const ThresholdFigures& figures);

}  // namespace priorscope::cli
