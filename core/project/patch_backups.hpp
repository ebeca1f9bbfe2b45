// Annotation files as they were before labels were changed in them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/project/file_state.hpp"
#include "core/project/label_patch.hpp"

namespace priorscope {

/// One annotation file of an application.
struct BackedUpFile {
    std::filesystem::path file{};
    std::string copy{};    ///< name of the original's copy in the backup's folder
    FileState original{};  ///< before the application
    FileState written{};   ///< behind it
    std::vector<LabelPatch> patches{};
};

/// One application of patches. Its folder holds the originals and manifest.json, which lists the rest.
struct PatchBackup {
    std::filesystem::path folder{};
    std::string dataset{};   ///< as LabelPatch has it
    std::string time{};      ///< ISO 8601, UTC
    bool is_undone = false;  ///< every file was restored
    std::vector<BackedUpFile> files{};
};

/// Writes a backup into a new folder that is named after its time; the manifest comes last, so that a
/// backup without it is incomplete, and nothing was changed yet.
/// @param backup     its folder and the names of the copies are set
/// @param originals  [files] their bytes
/// @throws Error if something cannot be written
void writeBackup(const std::filesystem::path& backups, PatchBackup& backup,
                 const std::vector<std::string>& originals);

/// Notes that every file of the backup was restored.
/// @param now  ISO 8601, UTC
/// @throws Error if that cannot be written
void markUndone(const PatchBackup& backup, const std::string& now);

/// The complete backups in a folder, oldest first; none if there is no such folder.
/// @param problems  receives a line for each manifest that cannot be read
std::vector<PatchBackup> readBackups(const std::filesystem::path& backups,
                                     std::vector<Sentence>* problems = nullptr);

}  // namespace priorscope
