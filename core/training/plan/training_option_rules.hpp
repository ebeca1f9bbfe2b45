// What no single option of a run can say: which of them do not go together.
#pragma once

#include "core/base/options/option_table.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

std::vector<OptionTable<TrainingOptions>::Rule> trainingOptionRules();

}  // namespace priorscope
