// Evaluates a detector on a selection of images.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

/// Runs detection and evaluation image by image, at the detector's own thresholds; by default score
/// ≥ 0.01, NMS 0.45, 200 per image. Candidates are discarded once their image is evaluated. Images whose file
/// is missing are left out, and on_problem reports how many.
/// @param on_problem  called for every image that cannot be read; such an image counts with no detections
/// @param filter  objects that it hides are ignored; none: every object is looked at
/// @return nothing if stopped
/// @throws Error if none of the images exists, or the dataset shares no class with the detector
std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, std::stop_token stop = {},
                                           const ProgressFn& progress = {},
                                           const std::function<void(const Sentence&)>& on_problem = {},
                                           DifficultObjects difficult = DifficultObjects::ignore,
                                           const std::optional<ImageFilter>& filter = {});

}  // namespace priorscope
