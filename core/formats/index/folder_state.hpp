// What can be seen of a dataset's files without opening them, to notice that they changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <stop_token>

namespace priorscope {

/// Names, numbers, sizes and times of files: whatever is done to one of them, its contents, time or
/// permissions, changes the fingerprint.
struct FolderState {
    std::uint64_t files = 0;
    std::uint64_t fingerprint = 0;  ///< whatever the order in which folders list them
    std::int64_t newest_ns = 0;     ///< when a file or folder changed last; nanoseconds since 1970

    /// Of both together.
    FolderState& operator+=(const FolderState& more);
    bool isSameAs(const FolderState& other) const {
        return files == other.files && fingerprint == other.fingerprint;
    }
};

/// Looks at every file below a folder, through links as forEachFile() goes. Hidden files are passed over, and
/// folders of training runs, which change while a run goes on.
/// @param tree     a missing folder has no files
/// @param workers     threads; 0: all cores
/// @param most_files  where there are more, the state is that of no file
/// @return nothing if stopped
std::optional<FolderState> folderState(const std::filesystem::path& tree, const std::stop_token& stop = {},
                                       int workers = 0,
                                       std::size_t most_files = std::numeric_limits<std::size_t>::max());

}  // namespace priorscope
