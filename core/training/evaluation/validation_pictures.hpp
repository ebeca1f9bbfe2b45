// Validation images with what a detector finds on them, for a run's event file.
#pragma once

#include <cstddef>
#include <stop_token>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/model/detector.hpp"
#include "core/training/run/event_file.hpp"

namespace priorscope {

/// The same images each time: spread evenly over the selection, at most 640 pixels a side. Detections have
/// the colour of their class and their score, ground truth is white and below them. An image that cannot be
/// read is left out.
/// @param count  images at most; fewer if stopped
/// @return tagged "validation/ID"
std::vector<EventImage> validationPictures(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, int count,
                                           const std::stop_token& stop);

}  // namespace priorscope
