// A folder of images without annotations, as a dataset.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Whether a folder has images and nothing that could be an annotation: no XML, JSON or CSV file, and no text
/// file that is named after an image. Reads names only.
bool isImageFolder(const std::filesystem::path& folder);

/// Every image below the folder, as shown by image viewers, as one without objects; no classes, no splits. A
/// finding says that there are no annotations.
/// @return nothing if stopped
/// @throws Error as imagesBelow(), and if a split is asked for
std::optional<Dataset> readImageFolder(const std::filesystem::path& folder, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
