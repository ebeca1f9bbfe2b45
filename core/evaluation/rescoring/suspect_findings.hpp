// Suspected labels as findings about a dataset.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/evaluation/rescoring/suspects.hpp"

namespace priorscope {

/// A finding for each, in their order; its detail begins with the suspicion.
/// @param images  of the split: indices into dataset.images
/// @param truth   [images]
/// @param names   of the judged classes: names[label - 1]
std::vector<DatasetIssue> suspectFindings(const Dataset& dataset, std::span<const std::size_t> images,
                                          std::span<const Suspect> suspects, const CandidateStore& store,
                                          std::span<const TruthImage> truth,
                                          const std::vector<std::string>& names);

}  // namespace priorscope
