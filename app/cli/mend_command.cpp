// dataset mend
#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/base/files/path_relation.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/time_text.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/label_check.hpp"
#include "core/project/mending.hpp"
#include "core/project/patching.hpp"
#include "core/project/project.hpp"

namespace priorscope::cli {
namespace {

struct MendCommand {
    std::string folder;
    std::vector<std::string> kinds;
    std::vector<std::string> renamed;  ///< OLD=NEW; then nothing else is mended unless kinds are named
    std::string backup;                ///< empty: where the window keeps its own
    bool apply = false;
    bool undo = false;
};

Json boxJson(const VocBox& box) {
    return {box.xmin, box.ymin, box.xmax, box.ymax};
}

std::string boxText(const Json& box) {
    std::string text;
    for (const Json& edge : box) {
        text += (text.empty() ? "" : " ") + numberText(edge.get<double>());
    }
    return text.empty() ? "-" : text;
}

/// What changes at a place in a file.
Json asJson(const LabelPatch& patch, const std::filesystem::path& file, int line, const std::string& kind,
            const std::string& detail) {
    const AnnotationEdit& edit = patch.edit;
    const bool has_box = edit.change == LabelChange::move || edit.change == LabelChange::swap;
    const bool is_renamed = edit.change == LabelChange::rename;
    const bool has_object = has_box || is_renamed || edit.change == LabelChange::remove;
    const VocBox& box = edit.object.box;
    Json item{{"image", patch.image},
              {"file", file.string()},
              {"line", line},
              {"kind", kind},
              {"change", changeName(edit.change)},
              {"class", edit.object.class_name},
              {"box", has_object ? boxJson(box) : Json(nullptr)},
              {"new_box", !has_box                           ? Json(nullptr)
                          : edit.change == LabelChange::swap ? boxJson(inOrder(box))
                                                             : boxJson(edit.new_box)},
              {"new_size", edit.change == LabelChange::set_size ? Json({edit.new_width, edit.new_height})
                                                                : Json(nullptr)}};
    if (is_renamed) {
        item["new_class"] = edit.new_class;
    }
    item["detail"] = detail;
    return item;
}

/// What stands there afterwards.
std::string afterText(const Json& item) {
    if (!item["new_size"].is_null()) {
        return numberText(item["new_size"][0].get<double>()) + " × " +
               numberText(item["new_size"][1].get<double>());
    }
    if (item.contains("new_class")) {
        return item["new_class"];
    }
    return item["change"] == changeName(LabelChange::recode)   ? "UTF-8"
           : item["change"] == changeName(LabelChange::remove) ? "goes"
           : item["new_box"].is_null()                         ? "-"
                                                               : boxText(item["new_box"]);
}

void print(const Json& document, const MendCommand& command, Console& console) {
    Table table({"image", "finding", "what", "class", "box", "becomes"});
    for (const Json& item : document["items"]) {
        table.add({item["image"].get<std::string>(), item["kind"].get<std::string>(),
                   item["change"].get<std::string>(), item["class"].get<std::string>(),
                   item["box"].is_null() ? std::string("-") : boxText(item["box"]), afterText(item)});
    }
    if (document["items"].empty()) {
        console.text() << "Nothing is found that could be mended.\n";
        return;
    }
    table.print(console.text());
    if (command.apply && document["files"] == 0) {
        console.text() << "No file was changed.\n";
    } else if (command.apply) {
        console.text() << "Changed " << document["files"] << " files; their originals are in "
                       << document["backup"].get<std::string>() << '\n';
    } else {
        console.text() << "Nothing is written yet: --apply does it, with a backup\n";
    }
}

int tell(const PatchOutcome& outcome, Context& context) {
    for (const Sentence& problem : outcome.problems) {
        context.console.note("priorscope-cli: " + problem.text());
    }
    return outcome.problems.empty() ? 0 : 1;
}

/// @throws Error as Project::defaultFile()
std::string backupsOf(const MendCommand& command) {
    return command.backup.empty() ? (Project::defaultFile().parent_path() / "backups").string()
                                  : command.backup;
}

int undoLast(const MendCommand& command, const Dataset& dataset, Context& context) {
    const std::string backups = backupsOf(command);
    const auto last = lastApplication(backups, storedFolder(dataset.root));
    if (!last) {
        throw Error({.action = "taking changes of labels back",
                     .file = backups,
                     .reason = "it has no backup of this dataset that is not taken back"});
    }
    std::vector<LabelPatch> patches;
    for (const BackedUpFile& file : last->files) {
        patches.insert(patches.end(), file.patches.begin(), file.patches.end());
    }
    const PatchOutcome outcome = undoApplication(*last, patches);
    if (!context.console.printJson({{"files", outcome.files}, {"backup", last->folder.string()}})) {
        context.console.text() << "Restored " << outcome.files << " files of " << last->time << '\n';
    }
    return tell(outcome, context);
}

/// Changes that are asked for, not those that mend a finding.
void addRenamings(const MendCommand& command, const Dataset& dataset, Json& items,
                  std::vector<LabelPatch>& patches) {
    for (const std::string& text : command.renamed) {
        const std::size_t at = text.find('=');
        if (at == std::string::npos) {
            throw UsageError("--rename " + text + ": write OLD=NEW");
        }
        for (LabelPatch& patch : renamingPatches(dataset, text.substr(0, at), text.substr(at + 1))) {
            const ImageRow image = dataset.images[imageNamed(dataset, patch.image).value()];
            const int line = image.objects[static_cast<std::size_t>(patch.edit.object.place)].line;
            items.push_back(asJson(patch, image.annotation_file, line, "rename", ""));
            patches.push_back(std::move(patch));
        }
    }
}

int mend(const MendCommand& command, Context& context) {
    const Dataset dataset = readDatasetQuietly(command.folder, context);
    if (!canBeMended(dataset)) {
        throw Error({.action = "mending " + command.folder,
                     .reason = "only VOC's annotations are changed in place",
                     .remedy = "dataset convert writes it as VOC"});
    }
    if (!command.backup.empty() && liesWithin(command.backup, dataset.root)) {
        throw Error({.action = "keeping originals",
                     .file = command.backup,
                     .reason = "the folder lies in the dataset, where they would be read as annotations",
                     .remedy = "Choose a folder elsewhere"});
    }
    if (command.undo) {
        return undoLast(command, dataset, context);
    }
    std::vector<DatasetIssue> findings = dataset.issues;
    const auto labels = checkLabels(dataset, {.most_of_kind = dataset.images.objects().size()}, context.stop);
    if (!labels) {
        throwStopped("looking for what can be mended");
    }
    findings.insert(findings.end(), labels->begin(), labels->end());
    std::vector<Mend> mends = proposedMends(dataset, findings);
    std::erase_if(mends, [&](const Mend& each) {
        const std::string kind = issueKindName(findings[each.finding].kind);
        return (!command.kinds.empty() || !command.renamed.empty()) &&
               std::find(command.kinds.begin(), command.kinds.end(), kind) == command.kinds.end();
    });
    Json items = Json::array();
    std::vector<LabelPatch> patches;
    std::vector<std::size_t> chosen;
    for (const Mend& each : mends) {
        const DatasetIssue& finding = findings[each.finding];
        items.push_back(asJson(each.patch, finding.file, finding.line, issueKindName(finding.kind),
                               finding.detail.text()));
        patches.push_back(each.patch);
    }
    addRenamings(command, dataset, items, patches);
    chosen.resize(patches.size());
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    PatchOutcome outcome;
    if (command.apply && !patches.empty()) {
        outcome = applyPatches(dataset, std::move(patches), chosen, backupsOf(command), utcNow());
    }
    const Json document{{"items", std::move(items)},
                        {"files", outcome.files},
                        {"backup", outcome.backup.empty() ? Json(nullptr) : Json(outcome.backup.string())}};
    if (!context.console.printJson(document)) {
        print(document, command, context.console);
    }
    return tell(outcome, context);
}

}  // namespace

void addMendCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<MendCommand>();
    CLI::App* mend_app = addCommand(
        dataset, invocation, "mend",
        "List changes that mend findings of a VOC dataset, and write them into the annotations with a backup",
        command, mend);
    mend_app->add_option("DIR", command->folder, "Dataset in VOC's format")->required();
    mend_app
        ->add_option(
            "--kinds", command->kinds,
            "Only findings of these kinds: outside (the box is drawn to the image's edges), "
            "duplicate-box (the second goes), empty-box (inverted corners are put in order), no-size and "
            "wrong-size (the image's own), encoding (the file becomes UTF-8)")
        ->delimiter(',')
        ->check(
            CLI::IsMember({"outside", "duplicate-box", "empty-box", "no-size", "wrong-size", "encoding"}));
    mend_app->add_option(
        "--rename", command->renamed,
        "OLD=NEW: every object of a class gets another; nothing else is mended unless --kinds "
        "says so");
    mend_app->add_option("--backup", command->backup, "Folder for originals, in place of the project's own");
    CLI::Option* apply = mend_app->add_flag("--apply", command->apply, "Write the changes");
    mend_app->add_flag("--undo", command->undo, "Restore the files of the last --apply, byte for byte")
        ->excludes(apply);
}

}  // namespace priorscope::cli
