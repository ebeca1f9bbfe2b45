// Every option of a training run, declared once.
#pragma once

#include "core/base/options/option_table.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

/// JSON, validation, command line and form follow from it.
const OptionTable<TrainingOptions>& trainingOptionTable();

}  // namespace priorscope
