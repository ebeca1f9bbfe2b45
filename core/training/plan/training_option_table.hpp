// All options of a training run, each declared once.
#pragma once

#include "core/base/options/option_table.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// JSON, validation, command line and forms derive from it.
const OptionTable<TrainingOptions>& trainingOptionTable();

/// Whether an option changes anything, given the others: momentum does not with AdamW.
bool hasEffect(const std::string& key, const TrainingOptions& options);

}  // namespace priorscope
