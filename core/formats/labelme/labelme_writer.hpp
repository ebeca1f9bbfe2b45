// Writes LabelMe's JSON files.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// A JSON file beside each image, in a folder for each split. Boxes are rectangles of the image as shown, as
/// LabelMe shows it. Marks are flags of the shape; a pose stands beside them.
bool writeLabelmeDataset(const Dataset& dataset, const std::filesystem::path& folder,
                         const WriteOptions& options, const std::stop_token& stop,
                         const ProgressFn& progress);

std::vector<Sentence> labelmeLosses(const Dataset& dataset, const WriteOptions& options);

}  // namespace priorscope
