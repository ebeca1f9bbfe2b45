// Reads Open Images' CSV files.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Whether it is a CSV file of boxes, or a folder with some. Checks names and first lines.
bool isOpenImagesDataset(const std::filesystem::path& path);

/// Reads SPLIT-annotations-bbox.csv with class-descriptions.csv; images lie in folders of the splits' names,
/// or anywhere below. Images that are not there are left out, since boxes are fractions. Tables of images add
/// those without boxes. IsGroupOf becomes Annotation::crowd; IsOccluded and IsTruncated are kept. Classes are
/// those of the descriptions that occur. Boxes refer to the pixels as stored. A bad file or row becomes a
/// finding. @return nothing if stopped
/// @throws Error if there are no images, or the split does not exist
std::optional<Dataset> readOpenImagesDataset(const std::filesystem::path& path, const ReadOptions& options,
                                             const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
