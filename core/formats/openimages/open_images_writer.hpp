// Writes Open Images' CSV files.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// class-descriptions-boxable.csv; for each split SPLIT-annotations-bbox.csv, SPLIT-images.csv and a folder
/// of images; images without a split under the name "images". LabelName numbers the classes: /c/1, /c/2, …
/// Fractions have ten decimals, and refer to the pixels as stored.
bool writeOpenImagesDataset(const Dataset& dataset, const std::filesystem::path& folder,
                            const WriteOptions& options, const std::stop_token& stop,
                            const ProgressFn& progress);

std::vector<Sentence> openImagesLosses(const Dataset& dataset, const WriteOptions& options);

}  // namespace priorscope
