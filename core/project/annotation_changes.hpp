// Several annotation files changed together, with a backup of what they were. Internal to core/project.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"
#include "core/project/patch_backups.hpp"

namespace priorscope {

/// What files become, worked out and not yet written.
struct AnnotationChanges {
    PatchBackup backup{};
    std::vector<std::string> originals{};  ///< [backup.files] bytes
    std::vector<std::string> results{};    ///< [backup.files]
    void add(BackedUpFile file, std::string original, std::string result);
};

/// Who is told of each file. @param file  index into backup.files
struct ChangeListener {
    std::function<void(std::size_t file)> written{};
    std::function<void(const Error& error)> failed{};  ///< the file stays as it is
    Sentence remedy{};                                 ///< for a file that another program changes meanwhile
};

/// Puts the originals into a new backup, then replaces each file by one rename.
/// @param backups  folder for backups; it is made if it is missing
/// @param stop     where it is requested, the rest of the files stay as they are
/// @throws Error if the backup cannot be written; nothing was changed then
void writeChanges(AnnotationChanges& changes, const std::filesystem::path& backups,
                  const ChangeListener& listener, const std::stop_token& stop, const ProgressFn& progress);

/// Tells how many files are done.
void tellFiles(const ProgressFn& progress, std::size_t done, std::size_t total);

}  // namespace priorscope
