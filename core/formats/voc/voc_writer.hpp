// Writes VOC's layout.
#pragma once

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Annotations, JPEGImages and ImageSets/Main, a list for each split. Boxes are whole pixels as stored,
/// rounded where they are not, at least one pixel.
bool writeVocDataset(const Dataset& dataset, const std::filesystem::path& folder, const WriteOptions& options,
                     const std::stop_token& stop, const ProgressFn& progress);

std::vector<Sentence> vocLosses(const Dataset& dataset, const WriteOptions& options);

}  // namespace priorscope
