// Detections that another program saved, in the form that thresholds act on.
#pragma once

#include <filesystem>

#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

/// Every detection of the file becomes a candidate without a prior; their order among equal scores is the
/// file's. What the file left out, for its own threshold or NMS, is gone: its postprocessing suppresses
/// nothing.
/// @param source  as addSavedDetections() takes it
/// @throws Error if the selection is empty, the dataset has no classes, or as addSavedDetections() does; also
/// if the file has no detection in these images, which then is one of another dataset or split, or a score
/// outside [0, 1], where no threshold acts
SplitDetections savedSplit(const Dataset& dataset, const ImageSelection& selection,
                           const std::filesystem::path& source);

}  // namespace priorscope
