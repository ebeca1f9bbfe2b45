// Deleting for good, file by file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

struct Deleted {
    std::int64_t files = 0;
    std::int64_t bytes = 0;            ///< freed
    std::vector<Sentence> problems{};  ///< what could not be deleted, and why
};

/// A link is deleted, not what it points to. Stops between two files.
void deleteFiles(const std::vector<std::filesystem::path>& files, Deleted& deleted,
                 const std::stop_token& stop, const ProgressFn& progress);

/// Files and links below a folder, none of them behind a link.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder);

/// Removes folders in which nothing is left, and the folder itself if that is so.
void removeEmptyFolders(const std::filesystem::path& folder);

}  // namespace priorscope
