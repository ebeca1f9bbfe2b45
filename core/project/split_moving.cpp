#include "core/project/split_moving.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// A file that gets other bytes.
struct Rewriting {
    fs::path file{};
    std::string before{};
    std::string after{};
};

/// @throws Error if a file is not as it was, or it or its folder is read-only
void require(const Rewriting& each, const Sentence& action) {
    const auto refuse = [&](const fs::path& file, Sentence reason, Sentence remedy) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = std::move(reason),
                     .remedy = std::move(remedy)});
    };
    if (presentState(each.file) != stateOf(each.before)) {
        refuse(each.file, Core::tr("the list was changed meanwhile"),
               Core::tr("Read the dataset again; no list was changed"));
    }
    for (const fs::path& path : {each.file, each.file.parent_path()}) {
        std::error_code error;
        const bool is_writable =
            ::access(path.c_str(), W_OK) == 0 &&
            (fs::status(path, error).permissions() & fs::perms::owner_write) != fs::perms::none;
        if (!is_writable) {
            refuse(path, Core::tr("it is read-only"),
                   Core::tr("Change its permissions; no list was changed"));
        }
    }
}

/// Puts back what was written, the last one first.
/// @return those that could not be
std::vector<std::string> putBack(const std::vector<Rewriting>& files, std::size_t written,
                                 const Sentence& action) {
    std::vector<std::string> left;
    for (std::size_t i = written; i-- > 0;) {
        try {
            replaceAnnotation(files[i].file, files[i].before, action);
        } catch (const Error&) {
            left.push_back(shownName(files[i].file.native()));
        }
    }
    return left;
}

/// Either all files are written or none is.
/// @param backup  where the originals are
/// @throws Error if one cannot be written; it names those that could not be put back
void rewrite(const std::vector<Rewriting>& files, const fs::path& backup, const Sentence& action) {
    for (const Rewriting& each : files) {
        require(each, action);
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        try {
            replaceAnnotation(files[i].file, files[i].after, action);
        } catch (const Error& error) {
            const std::vector<std::string> left = putBack(files, i, action);
            if (left.empty()) {
                throw;
            }
            ErrorParts parts = error.parts();
            parts.remedy = Core::tr("Put these back by hand: %1; the originals are in %2")
                               .arg(joined(left))
                               .arg(backup.string());
            throw Error(std::move(parts));
        }
    }
}

fs::path itself(const fs::path& file) {
    std::error_code error;
    fs::path target = fs::canonical(file, error);  // renaming would replace a link
    return error ? file : target;
}

}  // namespace

fs::path splitBackups(const fs::path& backups) {
    return backups / "splits";
}

PatchBackup writeMove(const Dataset& dataset, const SplitMove& move, const fs::path& backups,
                      const std::string& now) {
    const Sentence action = Core::tr("moving images between splits");
    PatchBackup backup{.dataset = storedFolder(dataset.root), .time = now};
    std::vector<Rewriting> files;
    std::vector<std::string> originals;
    for (const SplitChange& change : move.changes) {
        files.push_back({.file = itself(change.file), .before = change.original, .after = change.result});
        require(files.back(), action);
        backup.files.push_back({.file = files.back().file,
                                .original = stateOf(change.original),
                                .written = stateOf(change.result)});
        originals.push_back(change.original);
    }
    if (files.empty()) {
        throw Error({.action = action, .reason = Core::tr("no list would change")});
    }
    writeBackup(backups, backup, originals);
    rewrite(files, backup.folder, action);
    return backup;
}

std::optional<PatchBackup> lastMove(const Dataset& dataset, const fs::path& backups) {
    const std::vector<PatchBackup> all = readBackups(backups);
    const std::string key = storedFolder(dataset.root);
    for (auto move = all.rbegin(); move != all.rend(); ++move) {
        if (move->dataset != key || move->is_undone) {
            continue;
        }
        bool is_original = true;
        bool is_known = true;
        for (const BackedUpFile& each : move->files) {
            const std::optional<FileState> now = presentState(each.file);
            is_original = is_original && now == each.original;
            is_known = is_known && (now == each.original || now == each.written);
        }
        if (!is_original) {  // else it was never written, or taken back without a note of it
            return is_known ? std::optional(*move) : std::nullopt;
        }
    }
    return std::nullopt;
}

void undoMove(const PatchBackup& move, const std::string& now) {
    const Sentence action = Core::tr("taking a move between splits back");
    std::vector<Rewriting> files;
    for (const BackedUpFile& each : move.files) {
        std::string original = annotationBytes(move.folder / each.copy);
        std::string present = annotationBytes(each.file);
        const FileState state = stateOf(present);
        if ((state != each.written && state != each.original) || stateOf(original) != each.original) {
            throw Error(
                {.action = action,
                 .file = each.file.string(),
                 .reason = Core::tr("the list or its backup was changed after the move"),
                 .remedy =
                     Core::tr("No list was changed; the originals are in %1").arg(move.folder.string())});
        }
        if (state != each.original) {  // a move may have ended halfway
            files.push_back({.file = each.file, .before = std::move(present), .after = std::move(original)});
        }
    }
    // The list that an image went to was written first: it loses the image last.
    std::reverse(files.begin(), files.end());
    rewrite(files, move.folder, action);
    markUndone(move, now);
}

}  // namespace priorscope
