// A detector judged on a selection of images.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

/// Detects over a selection and evaluates, image by image, at the detector's own thresholds; by default score
/// ≥ 0.01, NMS 0.45, 200 an image. Candidates are dropped as soon as their image is judged. Images whose file
/// is missing are left out, and on_problem says how many.
/// @param on_problem  told of every image that could not be read; such an image counts with no detections
/// @return nothing if stopped
/// @throws Error where none of the images is there, or the dataset shares no class with the detector
std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, std::stop_token stop = {},
                                           const ProgressFn& progress = {},
                                           const std::function<void(const std::string&)>& on_problem = {});

}  // namespace priorscope
