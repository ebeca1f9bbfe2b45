// Reads YOLO's label files.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Whether it is a data.yaml, or a folder with one or with label files. Checks names and first lines.
bool isYoloDataset(const std::filesystem::path& path);

/// Reads Ultralytics' layout (data.yaml, whose splits are folders or lists), Darknet's (obj.names,
/// train.txt), or label files beside images or in a folder of labels. An image without labels has no objects;
/// images that no split names are read if they have labels. Classes are those of the list, in its order.
///
/// Boxes are fractions of the image as shown, which is how Ultralytics and OpenCV read it.
/// A bad file or line becomes a finding. @return nothing if stopped
/// @throws Error if there are no images, or the split does not exist
std::optional<Dataset> readYoloDataset(const std::filesystem::path& path, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
