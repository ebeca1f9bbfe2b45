// Writes YOLO's label files.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// data.yaml with images/SPLIT and labels/SPLIT; where an image is in several splits or in none, images and
/// labels with a list for each split, which Ultralytics reads as well. Fractions have ten decimals, so that
/// boxes in whole pixels come back as they were; they refer to the image as shown, as Ultralytics and OpenCV
/// read it. Every image has a label file. Crowd regions are left out.
bool writeYoloDataset(const Dataset& dataset, const std::filesystem::path& folder,
                      const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress);

std::vector<Sentence> yoloLosses(const Dataset& dataset, const WriteOptions& options);

}  // namespace priorscope
