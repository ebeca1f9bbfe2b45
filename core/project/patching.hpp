// Label patches written into annotations, and taken back.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/project/patch_backups.hpp"

namespace priorscope {

/// What became of patches.
struct PatchOutcome {
    std::vector<LabelPatch> patches{};  ///< those that were given, with their present state
    std::filesystem::path backup{};     ///< folder with the originals; empty: nothing was written
    int files = 0;                      ///< that were written or restored
    std::vector<Sentence> problems{};   ///< a line for each file or patch that stays as it is
};

/// Writes pending patches into the annotations of a dataset.
///
/// Every change is worked out and read again first; then the originals are backed up with a manifest of what
/// is about to be written; then each file is replaced by one rename. A file that cannot be changed is
/// reported, and the others go on. Wherever the process ends, each file is the old or the new one, and
/// recognised() finds out which. A change that a file has already counts as applied.
/// @param chosen    indices of the patches to write; those of another dataset are left alone
/// @param backups   folder for backups; it is made if it is missing
/// @param now       ISO 8601, UTC
/// @param progress  in files; called once before the first is replaced, then after each
/// @throws Error if the backup cannot be written; nothing was changed then
PatchOutcome applyPatches(const Dataset& dataset, std::vector<LabelPatch> patches,
                          const std::vector<std::size_t>& chosen, const std::filesystem::path& backups,
                          const std::string& now, const ProgressFn& progress = {});

/// The last application to a dataset that is not taken back: one whose files can be restored, else one whose
/// files were changed since.
/// @param dataset  as LabelPatch has it
std::optional<PatchBackup> lastApplication(const std::filesystem::path& backups, const std::string& dataset);

/// Restores the originals of an application, byte for byte. A file that is no longer what was written is
/// left alone and reported; its patches stay applied.
PatchOutcome undoApplication(const PatchBackup& backup, std::vector<LabelPatch> patches,
                             const ProgressFn& progress = {});

/// The patches with their states as the files have them: for each, the last backup that names it tells
/// what its file was and what it became. Where the file is neither, the state stays.
std::vector<LabelPatch> recognised(std::vector<LabelPatch> patches, const std::filesystem::path& backups);

}  // namespace priorscope
