// Several datasets as one: a small JSON file that names their folders, and what becomes of their classes.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/merging.hpp"
#include "core/formats/dataset_format.hpp"

namespace priorscope {

struct DatasetFile {
    std::vector<std::filesystem::path> parts{};  ///< folders, or main files of a format
    ClassMap classes{};                          ///< of all parts together
};

/// Whether it is such a file. Looks at its name and beginning only.
bool isDatasetFile(const std::filesystem::path& file);

/// @return parts as absolute paths: relative ones are relative to the file's folder
/// @throws Error naming what is missing, unknown or of another version
DatasetFile readDatasetFile(const std::filesystem::path& file);

/// Parts within the file's folder, or beside it, are written relative to it, so that all may be moved
/// together.
/// @throws Error if it cannot be written, or another file is in its place; then nothing was
void writeDatasetFile(const std::filesystem::path& file, const DatasetFile& contents);

/// Reads every part whole, whatever the split that is asked for, merges them as mergedDataset() does, and
/// maps the classes. Those of the map that no part has any more are findings. Objects of classes that
/// options.classes lacks are left out, with a finding for each class.
/// @return nothing if stopped
/// @throws Error if a part is missing or is itself such a file
std::optional<Dataset> readCombinedDataset(const std::filesystem::path& file, const ReadOptions& options,
                                           const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
