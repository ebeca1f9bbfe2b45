// Images are moved between splits: lists written with a backup, and taken back.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/dataset/dataset.hpp"
#include "core/formats/writing/split_move.hpp"
#include "core/project/patch_backups.hpp"

namespace priorscope {

/// Where backups of split lists are, among those of annotations.
std::filesystem::path splitBackups(const std::filesystem::path& backups);

/// Replaces each list that changes by one rename, after its original is in a new backup.
/// @param backups  splitBackups(); it is made if it is missing
/// @param now      ISO 8601, UTC
/// @return the backup, which undoMove() takes back
/// @throws Error if a list is not as it was read, or cannot be written; no list is changed then, unless the
/// error names it
PatchBackup writeMove(const Dataset& dataset, const SplitMove& move, const std::filesystem::path& backups,
                      const std::string& now);

/// The last move of this dataset that was not taken back and whose lists are as it wrote them, or some of
/// them, where it ended halfway, as they were before. Moves that wrote nothing are passed over.
std::optional<PatchBackup> lastMove(const Dataset& dataset, const std::filesystem::path& backups);

/// Gives the lists their first bytes back.
/// @throws Error if one was changed after the move, or cannot be written; no list is changed then, unless the
/// error names it
void undoMove(const PatchBackup& move, const std::string& now);

}  // namespace priorscope
