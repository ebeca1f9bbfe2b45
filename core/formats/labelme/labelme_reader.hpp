// Reads LabelMe's JSON files.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Whether it is a folder with files of LabelMe. Checks names and first bytes of a few.
bool isLabelmeDataset(const std::filesystem::path& path);

/// Reads one file for each image: rectangles, and of polygons, circles, lines and masks the box around them,
/// which is said; points are not read. Flags of a shape called difficult, truncated, occluded and iscrowd are
/// kept, and a pose. Files in folders called train, val or test are of that split. Boxes refer to images as
/// shown, unless the size says otherwise. A bad file or shape becomes a finding. @return nothing if stopped
/// @throws Error if there are no files, or the split does not exist
std::optional<Dataset> readLabelmeDataset(const std::filesystem::path& path, const ReadOptions& options,
                                          const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
