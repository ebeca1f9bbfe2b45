// Findings about a dataset as a whole. Internal to core/formats.
#pragma once

#include <vector>

#include "core/dataset/class_names.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

/// Reports images used for both training and evaluation, which makes the metrics look better than they are.
void reportOverlaps(Dataset& dataset);

/// The first occurrence and the number of objects of each class.
std::vector<ClassOccurrence> occurrencesOf(const Dataset& dataset);

}  // namespace priorscope
