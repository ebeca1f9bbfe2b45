// The report on loaded weights as JSON.
#pragma once

#include "app/cli/command.hpp"
#include "core/interchange/weights/weights.hpp"

namespace priorscope::cli {

/// {"source", "format", "taken", "missing", "unexpected", "reshaped", "reshaped_shapes", "refused",
/// "class_rows", "notes"}; taken is a count, the others list the weights; class_rows is null if no head
/// was loaded, else
/// {"by": "name"|"order", "list", "kept", "moved", "fresh", "dropped", "in_part"}.
Json weightReportJson(const WeightReport& report);

}  // namespace priorscope::cli
