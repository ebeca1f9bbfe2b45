// What became of the weights of a file, for --json.
#pragma once

#include "app/cli/command.hpp"
#include "core/interchange/weights.hpp"

namespace priorscope::cli {

/// {"source", "format", "taken", "missing", "unexpected", "reshaped", "reshaped_shapes", "refused", "notes"};
/// taken is a count, the others name the weights.
Json weightReportJson(const WeightReport& report);

}  // namespace priorscope::cli
