// Some validation images with what a detector finds on them: for a run's event file, and to be kept with the
// run.
#pragma once

#include <cstddef>
#include <stop_token>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/model/detector.hpp"
#include "core/training/evaluation/watched_images.hpp"
#include "core/training/run/event_file.hpp"

namespace priorscope {

struct ValidationPictures {
    /// At most 640 pixels a side, tagged "validation/ID". Detections have the colour of their class and their
    /// score, ground truth is white and below them.
    std::vector<EventImage> drawn{};
    std::vector<WatchedImage> found{};
};

/// The same images each time: spread evenly over the selection. An image that cannot be read is left out.
/// @param count  images at most; fewer if stopped
ValidationPictures validationPictures(const Detector& detector, const Dataset& dataset,
                                      const ImageSelection& selection, int count,
                                      const std::stop_token& stop);

}  // namespace priorscope
