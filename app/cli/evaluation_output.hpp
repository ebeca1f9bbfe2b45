// How commands show the figures of an evaluation.
#pragma once

#include "app/cli/console.hpp"
#include "core/evaluation/evaluation.hpp"

namespace priorscope::cli {

/// As the JSON document that the command line promises, or as a table; caveats go to standard error.
void show(const Evaluation& evaluation, Console& console);

}  // namespace priorscope::cli
