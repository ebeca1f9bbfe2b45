// The trash of a folder of runs, RUNS/.trash: what lies there can be put back until it is emptied.
//
// An entry is a folder with trash.json, which says what it is, and `run`, the run's folder. Killed at any
// moment, a run is in its old place or in the entry; one that is being deleted has deleted.json instead, and
// is an entry no more.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/training/run/management/deleting.hpp"

namespace priorscope {

/// Hidden, and passed over by findRuns().
inline constexpr const char* kTrashName = ".trash";

struct TrashEntry {
    std::filesystem::path folder{};  ///< of the entry
    std::string run{};               ///< name of the run
    std::string trashed{};           ///< when; ISO 8601, UTC
    std::int64_t files = 0;
    std::int64_t bytes = 0;
};

/// Moves a run to the trash beside it. @return the folder of the entry
/// @throws Error as RunGuard does, or if it is a link or cannot be moved; it is then where it was
std::filesystem::path trashRun(const std::filesystem::path& run);

/// Puts an entry back. A run whose name has been taken since gets the first free one of "NAME 2", "NAME 3", …
/// @return the folder of the run
/// @throws Error if it cannot be put back; it is then still in the trash
std::filesystem::path restoreFromTrash(const std::filesystem::path& entry);

/// What is in the trash, the latest first, with sizes. Only a part where it is stopped.
/// @param runs  the folder of the runs
std::vector<TrashEntry> trashContents(const std::filesystem::path& runs, const std::stop_token& stop = {});

/// Deletes entries for good, and what an earlier call was killed or stopped at. Nothing outside the trash is
/// touched, nor an entry that is another user's or that some process trains in.
/// @param entries  folders, as trashContents() gives them; others stay
Deleted emptyTrash(const std::filesystem::path& runs, const std::vector<std::filesystem::path>& entries,
                   const std::stop_token& stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
