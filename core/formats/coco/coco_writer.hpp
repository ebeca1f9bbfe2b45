// Writes COCO's instances.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// annotations/instances_SPLIT.json for each split, instances.json for images in none, and images/. Boxes are
/// pixel edges from 0, in the pixels as stored. Categories are numbered from 1 in the order of the classes,
/// used or not; images have the same number in every file. Marks that COCO's own files lack stand beside the
/// annotation where they are set, which pycocotools passes over: "difficult", "truncated", "occluded",
/// "pose".
bool writeCocoDataset(const Dataset& dataset, const std::filesystem::path& folder,
                      const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress);

std::vector<Sentence> cocoLosses(const Dataset& dataset, const WriteOptions& options);

}  // namespace priorscope
