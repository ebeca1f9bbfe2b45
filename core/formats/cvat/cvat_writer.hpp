// Writes CVAT's XML for images.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// annotations.xml ("CVAT for images 1.1") and images. Boxes are pixel edges from 0 of the image as shown, as
/// CVAT shows it. Marks without a place of their own become attributes, which <meta> declares.
bool writeCvatDataset(const Dataset& dataset, const std::filesystem::path& folder,
                      const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress);

std::vector<Sentence> cvatLosses(const Dataset& dataset, const WriteOptions& options);

}  // namespace priorscope
