// Weights of classes in the confidence loss.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// @param text  "", "balanced", or "cat=2, dog=0.5"
/// @return what is wrong with it, whatever the classes are; empty: nothing
Sentence classWeightsProblem(const std::string& text);

/// @param classes  of the detector
/// @param objects  [classes] how many objects of each are trained on
/// @return [classes] positive weights; empty: all 1. "balanced" gives weights that go with the root of how
///         rare a class is, with a mean of 1 over the objects; classes without objects get 1
/// @throws Error naming a class that the detector does not have
std::vector<double> classWeights(const std::string& text, const std::vector<std::string>& classes,
                                 const std::vector<std::int64_t>& objects);

}  // namespace priorscope
