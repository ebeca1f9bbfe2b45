// A run's row against the baseline's.
#pragma once

#include "core/training/run/run_folder.hpp"
#include "widgets/training/run_table_model.hpp"

namespace priorscope {

RunDifference runDifference(const RunOverview& baseline, const RunOverview& run);

}  // namespace priorscope
