// Datasets as files that are read in one go. Internal to core/formats.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/dataset/dataset.hpp"
#include "core/formats/index/folder_state.hpp"

namespace priorscope {

/// What an index was made of.
struct IndexHead {
    std::string key{};   ///< folder and options, in full
    std::string tree{};  ///< of folderState()
    FolderState state{};
};

/// @throws Error if it cannot be written; then there is no file
void writeIndex(const std::filesystem::path& file, const IndexHead& head, const Dataset& dataset);

/// @return nothing if the file is missing, of another version, or damaged
std::optional<IndexHead> readIndexHead(const std::filesystem::path& file);
std::optional<Dataset> readIndex(const std::filesystem::path& file);

}  // namespace priorscope
