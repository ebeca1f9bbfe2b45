// Classes that only one of detector and data has. Internal to core/evaluation.
#pragma once

#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/evaluation.hpp"

namespace priorscope {

/// @param evaluation  over the dataset's classes; supplies their object counts
ClassGaps classGaps(const ClassMapping& mapping, const Evaluation& evaluation);

}  // namespace priorscope
