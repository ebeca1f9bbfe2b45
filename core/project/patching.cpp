#include "core/project/patching.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/text/time_text.hpp"
#include "core/project/annotation_changes.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// The files of one application, worked out and not yet written.
struct Plan {
    AnnotationChanges changes{};
    std::vector<std::vector<std::size_t>> patches{};  ///< [files] indices
};

void reportAs(PatchOutcome& outcome, const Error& error) {
    outcome.problems.push_back(inOneLine(error.parts()));
}

/// Works out one file.
/// @param indices  of its patches
void planFile(const fs::path& file, const std::vector<std::size_t>& indices, const std::string& now,
              PatchOutcome& outcome, Plan& plan) {
    std::string original = annotationBytes(file);
    const EditableAnnotation annotation(original, file.string());
    std::vector<AnnotationEdit> edits;
    std::vector<std::size_t> open;
    for (const std::size_t index : indices) {
        const AnnotationEdit& edit = outcome.patches[index].edit;
        if (annotation.stateOf(edit) == EditState::done) {
            outcome.patches[index].applied = now;
            continue;
        }
        try {
            annotation.edited({&edit, 1});
            edits.push_back(edit);
            open.push_back(index);
        } catch (const Error& error) {
            reportAs(outcome, error);
        }
    }
    if (edits.empty()) {
        return;
    }
    requireWritableFile(file);
    std::string result = annotation.edited(edits);
    BackedUpFile backed{.file = file, .original = stateOf(original), .written = stateOf(result)};
    for (const std::size_t index : open) {
        backed.patches.push_back(outcome.patches[index]);
    }
    plan.changes.add(std::move(backed), std::move(original), std::move(result));
    plan.patches.push_back(std::move(open));
}

Plan planAll(const Dataset& dataset, const std::vector<std::size_t>& chosen, const std::string& now,
             PatchOutcome& outcome) {
    Plan plan;
    plan.changes.backup.dataset = storedFolder(dataset.root);
    plan.changes.backup.time = now;
    std::map<fs::path, std::vector<std::size_t>> of_file;
    for (const std::size_t index : chosen) {
        const LabelPatch& patch = outcome.patches.at(index);
        if (patch.isPending() && patch.dataset == plan.changes.backup.dataset) {
            try {
                of_file[annotationOf(dataset, patch.image)].push_back(index);
            } catch (const Error& error) {
                reportAs(outcome, error);
            }
        }
    }
    for (const auto& [file, indices] : of_file) {
        try {
            planFile(file, indices, now, outcome, plan);
        } catch (const Error& error) {
            reportAs(outcome, error);
        }
    }
    return plan;
}

/// @throws Error if the file is neither what was written nor the original, or cannot be restored
/// @return whether it was restored; it may be the original already
bool restore(const PatchBackup& backup, const BackedUpFile& file) {
    const FileState present = stateOf(annotationBytes(file.file));
    if (present == file.original) {
        return false;
    }
    if (present != file.written) {
        throw Error({.action = Core::tr("restoring the annotation"),
                     .file = file.file.string(),
                     .reason = Core::tr("it was changed after the label patches were applied"),
                     .remedy = Core::tr("It stays as it is; the original is %1")
                                   .arg((backup.folder / file.copy).string())});
    }
    const std::string original = annotationBytes(backup.folder / file.copy);
    if (stateOf(original) != file.original) {
        throw Error(
            {.action = Core::tr("restoring the annotation"),
             .file = file.file.string(),
             .reason = Core::tr("its backup %1 was changed").arg((backup.folder / file.copy).string()),
             .remedy = Core::tr("It stays as it is")});
    }
    requireWritableFile(file.file);
    replaceAnnotation(file.file, original);
    return true;
}

std::set<fs::path> filesOf(const PatchBackup& backup) {
    std::set<fs::path> files;
    for (const BackedUpFile& each : backup.files) {
        files.insert(each.file);
    }
    return files;
}

/// Indices of patches by the image that they change.
std::unordered_multimap<std::string, std::size_t> byImage(const std::vector<LabelPatch>& patches) {
    std::unordered_multimap<std::string, std::size_t> indices;
    for (std::size_t i = 0; i < patches.size(); ++i) {
        indices.emplace(patches[i].image, i);
    }
    return indices;
}

}  // namespace

PatchOutcome applyPatches(const Dataset& dataset, std::vector<LabelPatch> patches,
                          const std::vector<std::size_t>& chosen, const fs::path& backups,
                          const std::string& now, const ProgressFn& progress) {
    PatchOutcome outcome;
    outcome.patches = recognised(std::move(patches), backups);
    Plan plan = planAll(dataset, chosen, now, outcome);
    if (plan.changes.backup.files.empty()) {
        return outcome;
    }
    removeLeftovers(filesOf(plan.changes.backup));
    const auto written = [&](std::size_t file) {
        ++outcome.files;
        for (const std::size_t index : plan.patches[file]) {
            outcome.patches[index].applied = now;
        }
    };
    const auto failed = [&outcome](const Error& error) { reportAs(outcome, error); };
    writeChanges(plan.changes, backups,
                 {.written = written, .failed = failed, .remedy = Core::tr("Apply again")}, {}, progress);
    outcome.backup = plan.changes.backup.folder;
    return outcome;
}

std::optional<PatchBackup> lastApplication(const fs::path& backups, const std::string& dataset) {
    std::optional<PatchBackup> changed;
    std::vector<PatchBackup> all = readBackups(backups);
    for (auto backup = all.rbegin(); backup != all.rend(); ++backup) {
        const bool has_patches = std::any_of(backup->files.begin(), backup->files.end(),
                                             [](const BackedUpFile& each) { return !each.patches.empty(); });
        if (backup->is_undone || backup->dataset != dataset || !has_patches) {
            continue;
        }
        bool is_changed = false;
        for (const BackedUpFile& file : backup->files) {
            const auto present = presentState(file.file);
            if (present == file.written) {
                return std::move(*backup);
            }
            is_changed = is_changed || present != file.original;
        }
        if (is_changed && !changed) {
            changed = std::move(*backup);
        }
    }
    return changed;
}

PatchOutcome undoApplication(const PatchBackup& backup, std::vector<LabelPatch> patches,
                             const ProgressFn& progress) {
    PatchOutcome outcome{.patches = std::move(patches), .backup = backup.folder};
    const std::unordered_multimap<std::string, std::size_t> of_image = byImage(outcome.patches);
    removeLeftovers(filesOf(backup));
    for (std::size_t i = 0; i < backup.files.size(); ++i) {
        tellFiles(progress, i, backup.files.size());
        const BackedUpFile& file = backup.files[i];
        try {
            outcome.files += restore(backup, file) ? 1 : 0;
        } catch (const Error& error) {
            reportAs(outcome, error);
            continue;
        }
        for (const LabelPatch& restored : file.patches) {
            const auto [begin, end] = of_image.equal_range(restored.image);
            for (auto at = begin; at != end; ++at) {
                LabelPatch& patch = outcome.patches[at->second];
                patch.applied = isSamePatch(restored, patch) ? std::string() : patch.applied;
            }
        }
    }
    tellFiles(progress, backup.files.size(), backup.files.size());
    if (outcome.problems.empty()) {
        try {
            markUndone(backup, utcNow());
        } catch (const Error& error) {
            reportAs(outcome, error);
        }
    }
    return outcome;
}

std::vector<LabelPatch> recognised(std::vector<LabelPatch> patches, const fs::path& backups) {
    const std::vector<PatchBackup> all = readBackups(backups);
    std::map<fs::path, std::optional<FileState>> present;
    const auto stateNow = [&present](const fs::path& file) {
        const auto known = present.find(file);
        return known != present.end() ? known->second
                                      : present.emplace(file, presentState(file)).first->second;
    };
    const std::unordered_multimap<std::string, std::size_t> of_image = byImage(patches);
    std::vector<bool> decided(patches.size());
    for (auto backup = all.rbegin(); backup != all.rend(); ++backup) {
        for (const BackedUpFile& file : backup->files) {
            for (const LabelPatch& named : file.patches) {
                const auto [begin, end] = of_image.equal_range(named.image);
                const auto found = std::find_if(
                    begin, end, [&](const auto& each) { return isSamePatch(patches[each.second], named); });
                if (found == end || decided[found->second]) {
                    continue;
                }
                decided[found->second] = true;
                LabelPatch& patch = patches[found->second];
                const auto state = stateNow(file.file);
                if (state == file.written) {
                    patch.applied = patch.applied.empty() ? backup->time : patch.applied;
                } else if (state == file.original) {
                    patch.applied.clear();
                }
            }
        }
    }
    return patches;
}

}  // namespace priorscope
