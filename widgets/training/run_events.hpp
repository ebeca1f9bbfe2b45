// What happened to a run, as marks on its curves.
#pragma once

#include <vector>

#include "core/training/run/run_comparison.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/system_log.hpp"
#include "widgets/plots/plot_values.hpp"

namespace priorscope {

/// Changes by the user, and the end that came early: "rate 0.01", "length 2,000", "finish".
std::vector<PlotMarker> changeMarks(const RunCourse& course);
/// Troubles that have a moment; a class that is never matched has none.
std::vector<PlotMarker> troubleMarks(const std::vector<Trouble>& troubles);
/// Pauses, and where another process took the run up.
std::vector<PlotMarker> breakMarks(const RunSystem& system);
/// Where the mean AP is highest, the first of equal ones; empty without evaluations.
std::vector<PlotMarker> bestMark(const std::vector<EvaluationRow>& evaluations);

}  // namespace priorscope
