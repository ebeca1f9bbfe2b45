// Reads folders of VOC annotations.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "core/formats/dataset_format.hpp"

namespace priorscope {

/// Reads VOCdevkit/VOC2007, a VOCdevkit with one or several years (read as one dataset, with the year
/// prefixed to ids), layouts of other tools (annotations and images, train/labels and train/images), or any
/// folder that contains XML files and images. Links are followed, hidden files are
/// skipped.
///
/// A bad file becomes an entry of Dataset::issues and does not affect the others; so does every ambiguity:
/// which image an annotation has, what its boxes refer to, how its text is encoded. The entry says what was
/// decided.
/// @return nothing if stopped
/// @throws Error if the folder is missing or contains no annotations or several datasets, or if the split
///         does not exist or its list is unusable
std::optional<Dataset> readVocDataset(const std::filesystem::path& folder, const ReadOptions& options = {},
                                      std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
