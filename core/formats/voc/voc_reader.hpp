// Reading folders of VOC annotations.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Reads VOCdevkit/VOC2007, a VOCdevkit with one year in it or with several (read as one dataset, ids with
/// the year in front), folders in the manner of other tools (annotations and images, train/labels and
/// train/images), or any folder with XML files and images in it. Links are followed, hidden files passed
/// over.
///
/// A bad file becomes an entry of Dataset::issues and nothing else is lost; so does every doubt: whose image
/// it is, what its boxes refer to, how its text is read. What was decided is said in the entry.
/// @return nothing if stopped
/// @throws Error where the folder is missing, holds no annotation at all or several datasets, or the split
/// does
///         not exist or its list is none
std::optional<Dataset> readVocDataset(const std::filesystem::path& folder, const ReadOptions& options = {},
                                      std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
