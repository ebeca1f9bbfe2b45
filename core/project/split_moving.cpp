#include "core/project/split_moving.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
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

/// Either all files are written or none is.
void rewrite(const std::vector<Rewriting>& files, const Sentence& action) {
    for (const Rewriting& each : files) {
        require(each, action);
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        try {
            replaceAnnotation(files[i].file, files[i].after, action);
        } catch (const Error&) {
            for (std::size_t done = 0; done < i; ++done) {
                replaceAnnotation(files[done].file, files[done].before, action);
            }
            throw;
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
    rewrite(files, action);
    return backup;
}

std::optional<PatchBackup> lastMove(const Dataset& dataset, const fs::path& backups) {
    const std::vector<PatchBackup> all = readBackups(backups);
    const std::string key = storedFolder(dataset.root);
    const auto found = std::find_if(all.rbegin(), all.rend(), [&key](const PatchBackup& each) {
        return each.dataset == key && !each.is_undone;
    });
    const bool is_as_written =
        found != all.rend() &&
        std::all_of(found->files.begin(), found->files.end(),
                    [](const BackedUpFile& each) { return presentState(each.file) == each.written; });
    return is_as_written ? std::optional(*found) : std::nullopt;
}

void undoMove(const PatchBackup& move, const std::string& now) {
    const Sentence action = Core::tr("taking a move between splits back");
    std::vector<Rewriting> files;
    for (const BackedUpFile& each : move.files) {
        std::string original = annotationBytes(move.folder / each.copy);
        std::string present = annotationBytes(each.file);
        if (stateOf(present) != each.written || stateOf(original) != each.original) {
            throw Error(
                {.action = action,
                 .file = each.file.string(),
                 .reason = Core::tr("the list or its backup was changed after the move"),
                 .remedy =
                     Core::tr("No list was changed; the originals are in %1").arg(move.folder.string())});
        }
        files.push_back({.file = each.file, .before = std::move(present), .after = std::move(original)});
    }
    rewrite(files, action);
    markUndone(move, now);
}

}  // namespace priorscope
