// Classes that a detector and the data do not share. Internal to core/evaluation.
#pragma once

#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/evaluation.hpp"

namespace priorscope {

/// @param evaluation  over the dataset's classes, for their objects
ClassGaps classGaps(const ClassMapping& mapping, const Evaluation& evaluation);

}  // namespace priorscope
