#include "core/training/run/management/run_trash.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/text/time_text.hpp"
#include "core/training/run/management/moving.hpp"
#include "core/training/run/management/run_guard.hpp"
#include "core/training/run/management/run_size.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJson = "trash.json";
constexpr const char* kContent = "run";
constexpr const char* kDeletedJson = "deleted.json";  ///< what trash.json becomes: no new file on a full disk
constexpr int kFormat = 1;
constexpr std::chrono::minutes kLongAgo{1};

Sentence trashing() {
    return Core::tr("moving to the trash");
}

bool isLink(const fs::path& path) {
    std::error_code unknown;  // then it is none
    return fs::is_symlink(path, unknown);
}

bool isThere(const fs::path& path) {
    std::error_code unknown;  // then using it says why
    return fs::exists(fs::symlink_status(path, unknown));
}

[[noreturn]] void refuseLink(const fs::path& path) {
    throw Error({.action = trashing(),
                 .file = path.string(),
                 .reason = Core::tr("it is a link"),
                 .remedy = Core::tr("Remove the link by hand; nothing was changed")});
}

/// A new folder NAME, NAME 2, … in the trash.
fs::path makeFolder(const fs::path& trash, const std::string& name) {
    const auto fail = [](const fs::path& folder, const std::error_code& error) {
        throw Error({.action = trashing(),
                     .file = folder.string(),
                     .reason = error.message(),
                     .remedy = Core::tr("Check the permissions of the folder; nothing was changed")});
    };
    if (isLink(trash)) {
        refuseLink(trash);
    }
    std::error_code error;
    fs::create_directories(trash, error);
    if (error) {
        fail(trash, error);
    }
    fs::path folder = trash / name;
    for (int number = 2; !fs::create_directory(folder, error); ++number) {
        if (error && error != std::errc::file_exists && error != std::errc::not_a_directory) {
            fail(folder, error);
        }
        folder = trash / (name + " " + std::to_string(number));
    }
    return folder;
}

/// Removes what is left of an entry whose content has gone.
void removeEntry(const fs::path& entry) {
    std::error_code ignored;  // an entry without content is none, and emptying removes it
    for (const char* name : {kJson, kDeletedJson}) {
        fs::remove(entry / name, ignored);
    }
    fs::remove(entry, ignored);
}

/// A new entry, with nothing in it yet.
fs::path makeEntry(const fs::path& run) {
    const std::string name = run.filename().string();
    fs::path entry = makeFolder(run.parent_path() / kTrashName, name);
    try {
        const nlohmann::json json = {{"format", kFormat}, {"run", name}, {"trashed", utcNow()}};
        writeFileAtomically(trashing(), entry / kJson, json.dump(2) + "\n");
    } catch (const std::exception&) {  // a full disk, or a name that is no UTF-8
        removeEntry(entry);
        throw;
    }
    return entry;
}

/// @throws Error if the folder is none of ours, or its run is being deleted
TrashEntry readEntry(const fs::path& folder, const char* name = kJson) {
    const std::string source = (folder / name).string();
    const nlohmann::json json = readJsonFile(folder / name, Core::tr("reading the trash"));
    TrashEntry entry{.folder = folder};
    int format = 0;
    JsonFields fields(json, source);
    fields.required("format", format).required("run", entry.run).required("trashed", entry.trashed).finish();
    const bool is_name = !entry.run.empty() && fs::path(entry.run).filename() == entry.run &&
                         entry.run != "." && entry.run != "..";
    if (format != kFormat || !is_name) {
        throw Error({.action = Core::tr("reading the trash"),
                     .file = source,
                     .reason = Core::tr("it is not of this version of the program"),
                     .remedy = Core::tr("Move it by hand")});
    }
    return entry;
}

/// Whether a process was killed before it gave an entry its run, or after it took it out.
bool isAbandoned(const fs::path& entry) {
    std::error_code error;
    const auto written = fs::last_write_time(entry, error);
    if (error || isLink(entry) || fs::file_time_type::clock::now() - written < kLongAgo) {
        return false;  // a process may be about to go on
    }
    for (fs::directory_iterator it(entry, error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename() != kJson && !isPartOfWrite(it->path())) {
            return false;
        }
    }
    return !error;
}

/// Makes it none that could be put back, before the first file of it is deleted.
void setAside(const fs::path& trash, const fs::path& entry) {
    const Sentence action = Core::tr("emptying the trash");
    if (entry.parent_path() != trash || isLink(entry) || isLink(entry / kContent)) {
        throw Error({.action = action,
                     .file = entry.string(),
                     .reason = Core::tr("it is not in the trash"),
                     .remedy = Core::tr("Reload the runs")});
    }
    (void)readEntry(entry);
    const RunGuard guard(action, entry / kContent);
    renameDurably(action, entry / kJson, entry / kDeletedJson);
}

bool isBeingDeleted(const fs::path& entry) {
    try {
        return !isLink(entry) && isThere(entry / kDeletedJson) && (readEntry(entry, kDeletedJson), true);
    } catch (const Error&) {
        return false;  // somebody else's
    }
}

std::vector<fs::path> foldersIn(const fs::path& trash) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator it(trash, error), end; !error && it != end; it.increment(error)) {
        std::error_code unknown;
        if (it->symlink_status(unknown).type() == fs::file_type::directory) {
            folders.push_back(it->path());
        }
    }
    std::ranges::sort(folders);
    return folders;
}

}  // namespace

fs::path trashRun(const fs::path& run) {
    if (isLink(run)) {
        refuseLink(run);
    }
    { const RunGuard free(trashing(), run); }  // refuses before anything is made
    const fs::path entry = makeEntry(run);
    try {
        moveRunFolder(trashing(), run, entry / kContent);
    } catch (const Error&) {
        removeEntry(entry);
        throw;
    }
    return entry;
}

fs::path restoreFromTrash(const fs::path& folder) {
    const TrashEntry entry = readEntry(folder);
    const fs::path runs = folder.parent_path().parent_path();
    fs::path run = runs / entry.run;
    for (int number = 2; isThere(run); ++number) {
        run = runs / (entry.run + " " + std::to_string(number));
    }
    moveRunFolder(Core::tr("putting back from the trash"), folder / kContent, run);
    removeEntry(folder);
    return run;
}

std::vector<TrashEntry> trashContents(const fs::path& runs, const std::stop_token& stop) {
    std::vector<TrashEntry> entries;
    const fs::path trash = runs / kTrashName;
    for (const fs::path& folder : isLink(trash) ? std::vector<fs::path>() : foldersIn(trash)) {
        if (stop.stop_requested()) {
            break;
        }
        if (!isThere(folder / kContent) || !isThere(folder / kJson)) {
            continue;  // being deleted, or begun
        }
        try {
            TrashEntry entry = readEntry(folder);
            const RunSize size = runSize(folder / kContent, stop);
            entry.files = size.files;
            entry.bytes = size.total();
            entries.push_back(std::move(entry));
        } catch (const Error&) {  // somebody else's: never deleted by us
        }
    }
    std::ranges::sort(entries, [](const TrashEntry& a, const TrashEntry& b) {
        return std::pair(b.trashed, b.folder) < std::pair(a.trashed, a.folder);
    });
    return entries;
}

Deleted emptyTrash(const fs::path& runs, const std::vector<fs::path>& entries, const std::stop_token& stop,
                   const ProgressFn& progress) {
    Deleted deleted;
    const fs::path trash = runs / kTrashName;
    if (isLink(trash)) {
        deleted.problems.push_back(Core::tr("%1 is a link").arg(trash.string()));
        return deleted;
    }
    for (const fs::path& entry : entries) {
        try {
            setAside(trash, entry);
        } catch (const Error& error) {
            deleted.problems.push_back(inOneLine(error.parts()));
        }
    }
    std::vector<fs::path> files;
    std::vector<fs::path> emptied;
    for (const fs::path& folder : foldersIn(trash)) {
        if (isBeingDeleted(folder)) {
            std::ranges::copy(filesBelow(folder / kContent), std::back_inserter(files));
            emptied.push_back(folder);
        } else if (isAbandoned(folder)) {
            std::ranges::copy(filesBelow(folder), std::back_inserter(files));
            emptied.push_back(folder);
        }
    }
    deleteFiles(files, deleted, stop, progress);
    for (const fs::path& folder : emptied) {
        removeEmptyFolders(folder / kContent);
        if (!isThere(folder / kContent)) {
            removeEntry(folder);
        }
    }
    std::error_code ignored;  // refused by the system where something is left
    fs::remove(trash, ignored);
    return deleted;
}

}  // namespace priorscope
