// The journal of label edits against the annotation files: compared, saved, copied.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

/// How an annotation file stands to the edits of its image.
enum class LabelFileState : std::uint8_t {
    saved,      ///< it is what the edits in force make of it
    unsaved,    ///< it is what other steps of the journal made of it
    foreign,    ///< something else changed it, and edits are not saved
    overtaken,  ///< something else changed it after all edits were saved
    gone,       ///< it cannot be read
};

/// Of every image in the journal.
/// @param reading  receives the states of files that can be read; may be null
/// @return nothing if stopped
std::optional<std::map<std::string, LabelFileState>> labelFileStates(
    const Dataset& dataset, const LabelJournal& journal, std::map<std::string, FileState>* reading = nullptr,
    const std::stop_token& stop = {});

struct LabelsSaved {
    std::map<std::string, FileState> states{};  ///< images whose files are what their edits make of them now
    std::filesystem::path backup{};             ///< folder with the originals; empty: nothing was written
    int files = 0;                              ///< that were written
    std::vector<Sentence> problems{};           ///< a line for each file that stays as it is
};

/// Makes the annotation files what the edits in force make of them. Everything is worked out first; then the
/// files as they are go into a new backup; then each is replaced by one rename. A file that something else
/// changed is reported and stays. Wherever the process ends, each file is one that the journal knows.
/// @param backups   folder for backups; it is made if it is missing
/// @param now       ISO 8601, UTC
/// @param stop      where it is requested, the rest of the files stay as they are
/// @param progress  in files
/// @throws Error if the backup cannot be written; nothing was changed then
LabelsSaved saveLabels(const Dataset& dataset, const LabelJournal& journal,
                       const std::filesystem::path& backups, const std::string& now,
                       const std::stop_token& stop = {}, const ProgressFn& progress = {});

/// Writes the annotations of all images with edits in force into another folder, as they lie in the dataset.
/// @param folder  it is made if it is missing
/// @return how many
/// @throws Error if the folder is the dataset's or lies in it, or if a file is there that these edits did not
///         make, or cannot be written
int copyLabels(const Dataset& dataset, const LabelJournal& journal, const std::filesystem::path& folder,
               const ProgressFn& progress = {});

}  // namespace priorscope
