// Reads CVAT's XML for images.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Whether it is an XML file of CVAT, or a folder with some. Checks names and first bytes.
bool isCvatDataset(const std::filesystem::path& path);

/// Reads "CVAT for images 1.1": <image> elements with <box>. Of other shapes, and of turned boxes, the box
/// around them is taken, which is said; points, tags and tracks of videos are not read. Subsets are splits.
/// Classes are the labels of <meta> in their order, used or not, if it has any. Attributes called difficult,
/// truncated, pose and iscrowd are kept. Boxes refer to images as shown, unless the size says otherwise. A
/// bad file or element becomes a finding. @return nothing if stopped
/// @throws Error if no file can be read, or the split does not exist
std::optional<Dataset> readCvatDataset(const std::filesystem::path& path, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
