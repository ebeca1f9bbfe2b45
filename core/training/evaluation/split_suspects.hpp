// Labels of an evaluated split that may be wrong.
#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/evaluation/rescoring/suspects.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

/// At the detections' own NMS and top k, from every score.
/// @param truth, slices  of the split's images
/// @param least  as suspectedLabels() takes it
/// @return nothing if stopped
std::optional<std::vector<Suspect>> splitSuspects(const SplitDetections& split,
                                                  std::span<const TruthImage> truth,
                                                  const SplitSlices& slices, double match_iou, float least,
                                                  std::stop_token stop = {});

}  // namespace priorscope
