#include "core/project/patch_backups.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/base/files/atomic_file.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

const char* const kManifest = "manifest.json";
const char* const kUndone = "undone.txt";                           ///< when
constexpr std::uintmax_t kMostManifest = std::uintmax_t{1} << 30U;  ///< bytes
constexpr int kMostOfASecond = 99;

Sentence backingUp() {
    return Core::tr("backing up annotations");
}

nlohmann::json toJson(const FileState& state) {
    return {{"bytes", state.bytes}, {"fingerprint", state.fingerprint}};
}

FileState stateFrom(const nlohmann::json& json, const std::string& source) {
    FileState state;
    JsonFields fields(json, source);
    fields.required("bytes", state.bytes).required("fingerprint", state.fingerprint).finish();
    return state;
}

nlohmann::json toJson(const BackedUpFile& file) {
    nlohmann::json patches = nlohmann::json::array();
    for (const LabelPatch& patch : file.patches) {
        patches.push_back(toJson(patch));
    }
    return {{"file", storedPath(file.file.string())},
            {"copy", file.copy},
            {"original", toJson(file.original)},
            {"written", toJson(file.written)},
            {"patches", patches}};
}

BackedUpFile fileFrom(const nlohmann::json& json, const std::string& source) {
    BackedUpFile file;
    std::string path;
    nlohmann::json original;
    nlohmann::json written;
    std::vector<nlohmann::json> patches;
    JsonFields fields(json, source);
    fields.required("file", path)
        .required("copy", file.copy)
        .required("original", original)
        .required("written", written)
        .required("patches", patches)
        .finish();
    file.file = pathFromStored(path);
    file.original = stateFrom(original, source);
    file.written = stateFrom(written, source);
    for (const nlohmann::json& patch : patches) {
        file.patches.push_back(labelPatchFromJson(patch, source));
    }
    if (fs::path(file.copy).filename() != file.copy) {
        throw Error({.action = Core::tr("reading %1").arg(source),
                     .reason = Core::tr("\"%1\" is no name of a file").arg(file.copy)});
    }
    return file;
}

PatchBackup backupFrom(const fs::path& folder) {
    const fs::path file = folder / kManifest;
    const nlohmann::json json = readJsonFile(file, Core::tr("reading the backup"), kMostManifest);
    std::error_code missing;
    PatchBackup backup{.folder = folder, .is_undone = fs::exists(folder / kUndone, missing)};
    std::vector<nlohmann::json> files;
    JsonFields fields(json, file.string());
    fields.required("dataset", backup.dataset)
        .required("time", backup.time)
        .required("files", files)
        .finish();
    for (const nlohmann::json& each : files) {
        backup.files.push_back(fileFrom(each, file.string()));
    }
    return backup;
}

/// A folder of its own: the time, and a number if two fall into one second.
fs::path makeFolder(const fs::path& backups, std::string time) {
    std::replace(time.begin(), time.end(), ':', '-');
    std::error_code error;
    fs::create_directories(backups, error);
    for (int number = 1; !error && number <= kMostOfASecond; ++number) {
        const fs::path folder =
            backups / (number == 1 ? time : time + "-" + paddedText(static_cast<std::size_t>(number), 2));
        if (fs::create_directory(folder, error)) {
            return folder;
        }
    }
    throw Error({.action = backingUp(),
                 .file = backups.string(),
                 .reason = error ? Sentence(error.message()) : Core::tr("there are too many of one second"),
                 .remedy = Core::tr("Nothing was changed. Change the permissions, or keep the project "
                                    "elsewhere")});
}

}  // namespace

void writeBackup(const fs::path& backups, PatchBackup& backup, const std::vector<std::string>& originals) {
    backup.folder = makeFolder(backups, backup.time);
    nlohmann::json files = nlohmann::json::array();
    for (std::size_t i = 0; i < backup.files.size(); ++i) {
        BackedUpFile& file = backup.files[i];
        // The name alone would do for one folder; several years of VOC have the same names.
        file.copy = storedPath(paddedText(i + 1, 4) + "-" + file.file.filename().string());
        std::replace(file.copy.begin(), file.copy.end(), '/', '-');
        writeFileAtomically(backingUp(), backup.folder / file.copy, originals[i]);
        files.push_back(toJson(file));
    }
    const nlohmann::json json{{"dataset", backup.dataset}, {"time", backup.time}, {"files", files}};
    writeFileAtomically(backingUp(), backup.folder / kManifest,
                        json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void markUndone(const PatchBackup& backup, const std::string& now) {
    writeFileAtomically(Core::tr("noting what was restored"), backup.folder / kUndone, now + "\n");
}

std::vector<PatchBackup> readBackups(const fs::path& backups, std::vector<Sentence>* problems) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator each(backups, error), end; !error && each != end; each.increment(error)) {
        std::error_code missing;
        if (fs::exists(each->path() / kManifest, missing)) {
            folders.push_back(each->path());
        }
    }
    std::sort(folders.begin(), folders.end());
    std::vector<PatchBackup> result;
    for (const fs::path& folder : folders) {
        try {
            result.push_back(backupFrom(folder));
        } catch (const Error& unread) {
            if (problems != nullptr) {
                problems->push_back(inOneLine(unread.parts()));
            }
        }
    }
    return result;
}

}  // namespace priorscope
