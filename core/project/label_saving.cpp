#include "core/project/label_saving.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/path_relation.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/project/annotation_changes.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// The files of one saving, worked out and not yet written.
struct Plan {
    AnnotationChanges changes{};
    std::vector<std::string> images{};  ///< [files]
    std::set<fs::path> looked_at{};     ///< files of all images, to be written or not
};

bool isKnown(const LabelJournal& journal, const std::string& image, const FileState& state) {
    const std::vector<FileState> states = journal.statesOf(image);
    return std::find(states.begin(), states.end(), state) != states.end();
}

/// Works out one file; one that is as it should be counts as saved.
void planFile(const Dataset& dataset, const LabelJournal& journal, const std::string& image,
              LabelsSaved& outcome, Plan& plan) {
    const fs::path file = annotationOf(dataset, image);
    plan.looked_at.insert(file);
    std::string original = annotationBytes(file);
    std::string result = journal.bytesOf(image);
    const FileState state = stateOf(original);
    const FileState wanted = stateOf(result);
    if (state == wanted) {
        outcome.states[image] = state;
        return;
    }
    if (!isKnown(journal, image, state)) {
        throw Error({.action = changingAnnotation(),
                     .file = file.string(),
                     .reason = Core::tr("something else has changed it since it was edited here"),
                     .remedy = Core::tr("Discard the edits of this image, or write them to another folder")});
    }
    requireWritableFile(file);
    plan.images.push_back(image);
    plan.changes.add({.file = file, .original = state, .written = wanted}, std::move(original),
                     std::move(result));
}

/// Images whose edits of some step are in force.
std::set<std::string> editedImages(const LabelJournal& journal) {
    std::set<std::string> images;
    for (std::size_t i = 0; i < journal.done(); ++i) {
        for (const ImageEdit& each : journal.steps()[i]->edits) {
            images.insert(each.image);
        }
    }
    return images;
}

/// Where an annotation goes in another folder: where it lies in the dataset.
fs::path placeOf(const Dataset& dataset, const std::string& image, const fs::path& file) {
    std::error_code error;
    const fs::path root = fs::canonical(dataset.root, error);
    const fs::path below = file.lexically_relative(error ? dataset.root : root);
    const bool is_inside = !below.empty() && *below.begin() != "..";
    return is_inside ? below : fs::path("Annotations") / (image + ".xml");
}

}  // namespace

std::optional<std::map<std::string, LabelFileState>> labelFileStates(
    const Dataset& dataset, const LabelJournal& journal, std::map<std::string, FileState>* reading,
    const std::stop_token& stop) {
    std::map<std::string, LabelFileState> result;
    for (const auto& [image, base] : journal.bases()) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        std::optional<FileState> present;
        try {
            present = presentState(annotationOf(dataset, image));
        } catch (const Error&) {  // the dataset no longer has it
            present.reset();
        }
        if (!present) {
            result[image] = LabelFileState::gone;
            continue;
        }
        if (reading != nullptr) {
            (*reading)[image] = *present;
        }
        const FileState wanted = stateOf(journal.bytesOf(image));
        result[image] = *present == wanted                  ? LabelFileState::saved
                        : isKnown(journal, image, *present) ? LabelFileState::unsaved
                        : wanted == base.saved              ? LabelFileState::overtaken
                                                            : LabelFileState::foreign;
    }
    return result;
}

LabelsSaved saveLabels(const Dataset& dataset, const LabelJournal& journal, const fs::path& backups,
                       const std::string& now, const std::stop_token& stop, const ProgressFn& progress) {
    LabelsSaved outcome;
    Plan plan;
    PatchBackup& backup = plan.changes.backup;
    backup.dataset = storedFolder(dataset.root);
    backup.time = now;
    const auto report = [&outcome](const Error& error) {
        outcome.problems.push_back(inOneLine(error.parts()));
    };
    for (const auto& [image, base] : journal.bases()) {
        try {
            planFile(dataset, journal, image, outcome, plan);
        } catch (const Error& error) {
            report(error);
        }
    }
    removeLeftovers(plan.looked_at);
    if (backup.files.empty()) {
        return outcome;
    }
    const auto written = [&](std::size_t file) {
        ++outcome.files;
        outcome.states[plan.images[file]] = backup.files[file].written;
    };
    writeChanges(plan.changes, backups,
                 {.written = written, .failed = report, .remedy = Core::tr("Save again")}, stop, progress);
    outcome.backup = backup.folder;
    return outcome;
}

int copyLabels(const Dataset& dataset, const LabelJournal& journal, const fs::path& folder,
               const ProgressFn& progress) {
    const std::set<std::string> images = editedImages(journal);
    if (liesWithin(folder, dataset.root)) {
        throw Error({.action = Core::tr("writing edited annotations"),
                     .file = folder.string(),
                     .reason = Core::tr("the folder lies in the dataset itself"),
                     .remedy = Core::tr("Save there, which keeps a backup, or choose a folder elsewhere")});
    }
    std::map<fs::path, std::string> files;  // by target
    for (const std::string& image : images) {
        const fs::path target = folder / placeOf(dataset, image, annotationOf(dataset, image));
        std::error_code missing;
        const std::optional<FileState> present =
            fs::exists(target, missing) ? presentState(target) : std::nullopt;
        if (fs::exists(target, missing) && (!present || !isKnown(journal, image, *present))) {
            throw Error({.action = Core::tr("writing edited annotations"),
                         .file = target.string(),
                         .reason = Core::tr("the file exists, and these edits did not make it"),
                         .remedy = Core::tr("Choose an empty folder")});
        }
        files[target] = journal.bytesOf(image);
    }
    std::size_t done = 0;
    for (const auto& [target, bytes] : files) {
        tellFiles(progress, done++, files.size());
        std::error_code error;
        fs::create_directories(target.parent_path(), error);  // writing reports what is missing
        writeFileAtomically(Core::tr("writing edited annotations"), target, bytes);
    }
    tellFiles(progress, files.size(), files.size());
    return static_cast<int>(files.size());
}

}  // namespace priorscope
