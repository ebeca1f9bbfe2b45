// Reads COCO's instances.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Whether it is a COCO file, or a folder with some. Checks names and first bytes.
bool isCocoDataset(const std::filesystem::path& path);

/// Reads one file of instances, or those of a folder, each of which is a split: annotations/instances_*.json,
/// Roboflow's train/_annotations.coco.json, or any JSON file in the folder. Images lie in folders of the
/// splits' names, in images, or anywhere below.
///
/// Classes are the categories in the order of their ids, used or not. Boxes are pixel edges from 0; they
/// refer to the pixels as stored, unless the size says otherwise. iscrowd becomes Annotation::crowd; "ignore"
/// and "difficult" make an object difficult, and "truncated", "occluded" and "pose" are kept, beside the
/// annotation or in its "attributes".
/// A bad file or entry becomes a finding. @return nothing if stopped
/// @throws Error if no file can be read, or the split does not exist
std::optional<Dataset> readCocoDataset(const std::filesystem::path& path, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
