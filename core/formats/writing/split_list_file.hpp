// Lists of images that become splits of a dataset.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

/// Where a new list is read as a split.
struct SplitListPlace {
    std::filesystem::path folder{};  ///< may have to be made; empty: there is none
    Sentence obstacle{};             ///< why there is none
};

/// The folder of the lists that the dataset has, or ImageSets/Main if it has no splits. There is none if a
/// list there would hide the splits that the dataset has, and for other formats than VOC.
SplitListPlace splitListPlace(const Dataset& dataset);

/// Writes the ids, a line each; makes the folder.
/// @param images  indices into dataset.images
/// @throws Error if the file is there, unless it may be replaced, or cannot be written
void writeSplitList(const Dataset& dataset, std::span<const std::size_t> images,
                    const std::filesystem::path& file, bool may_replace = false);

}  // namespace priorscope
