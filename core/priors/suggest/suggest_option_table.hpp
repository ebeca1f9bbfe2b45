// The options of a suggestion, each declared once: JSON, command line and validation derive from it.
#pragma once

#include "core/base/options/option_table.hpp"
#include "core/priors/suggest/suggest.hpp"

namespace priorscope {

const OptionTable<SuggestOptions>& suggestOptionTable();

}  // namespace priorscope
