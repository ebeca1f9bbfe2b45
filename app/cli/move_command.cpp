// dataset move
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/filter_arguments.hpp"
#include "core/base/error.hpp"
#include "core/base/files/path_relation.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/time_text.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/dataset/statistics.hpp"
#include "core/project/project.hpp"
#include "core/project/split_moving.hpp"

namespace priorscope::cli {
namespace {

struct MoveCommand {
    std::string folder;
    std::string to;
    std::vector<std::string> from;
    std::string images;  ///< file of ids
    FilterArguments filter;
    std::string backup;  ///< empty: where the window keeps its own
    bool write = false;
    bool undo = false;
};

std::filesystem::path backupsOf(const MoveCommand& command) {
    return splitBackups(command.backup.empty() ? Project::defaultFile().parent_path() / "backups"
                                               : std::filesystem::path(command.backup));
}

/// The ids of a file, a line each.
std::vector<std::size_t> listedImages(const Dataset& dataset, const std::string& file) {
    const std::string text = readTextFile(file, "reading the images to move").text;
    std::vector<std::size_t> images;
    int line = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string id(trimmedText(std::string_view(text).substr(at, end - at)));
        at = end + 1;
        ++line;
        if (id.empty()) {
            continue;
        }
        const auto image = imageNamed(dataset, id);
        if (!image) {
            throw Error({.action = "reading the images to move",
                         .file = file,
                         .line = line,
                         .reason = "the dataset has no image \"" + id + "\"",
                         .remedy = "Write ids as in the lists of the splits, a line each"});
        }
        images.push_back(*image);
    }
    return images;
}

std::vector<std::size_t> chosenImages(const MoveCommand& command, const Dataset& dataset, Context& context) {
    if (!command.images.empty()) {
        return listedImages(dataset, command.images);
    }
    const ImageFilter filter = filterOf(command.filter, dataset.classes);
    const std::vector<std::string> splits =
        command.from.empty() ? std::vector<std::string>{""} : command.from;
    std::vector<std::size_t> images;
    for (const std::string& split : splits) {
        const std::vector<std::size_t> more =
            filterImages(dataset, split, filter, {}, figuresFor(filter, dataset, split, context));
        images.insert(images.end(), more.begin(), more.end());
    }
    return images;
}

Json countsAsJson(const DatasetStatistics& statistics) {
    Json classes = Json::object();
    for (const ClassCount& count : statistics.classes) {
        classes[count.name] = {{"images", count.images}, {"objects", count.objects + count.difficult}};
    }
    return {{"images", statistics.images}, {"classes", std::move(classes)}};
}

Json asJson(const Dataset& dataset, const SplitChange& change) {
    const auto counts = [&](const std::vector<std::size_t>& images) {
        return countsAsJson(computeStatistics(dataset, ImageSelection::ofImages(dataset, images)));
    };
    return {{"name", change.name},
            {"file", change.file.string()},
            {"before", counts(change.before)},
            {"after", counts(change.after)}};
}

std::string changeText(const Json& list, const Json::json_pointer& figure) {
    const auto before = list["before"].at(figure).get<std::int64_t>();
    const auto after = list["after"].at(figure).get<std::int64_t>();
    return before == after ? std::to_string(after) : std::to_string(before) + " -> " + std::to_string(after);
}

void print(const Json& document, const Dataset& dataset, const MoveCommand& command, Console& console) {
    if (document["lists"].empty()) {
        console.text() << "No list would change.\n";
        return;
    }
    std::vector<std::string> head{"objects"};
    std::vector<std::string> images{"(images)"};
    for (const Json& list : document["lists"]) {
        head.push_back(list["name"].get<std::string>());
        images.push_back(changeText(list, Json::json_pointer("/images")));
    }
    Table table(head);
    table.add(images);
    for (const std::string& name : dataset.classes) {
        std::vector<std::string> row{name};
        for (const Json& list : document["lists"]) {
            row.push_back(changeText(list, Json::json_pointer() / "classes" / name / "objects"));
        }
        table.add(row);
    }
    table.print(console.text());
    if (command.write) {
        console.text() << "The lists are written; their originals are in "
                       << document["backup"].get<std::string>() << '\n';
    } else {
        console.text() << "Nothing is written yet: --write does it, with a backup\n";
    }
}

int undoLast(const MoveCommand& command, const Dataset& dataset, Context& context) {
    const auto last = lastMove(dataset, backupsOf(command));
    if (!last) {
        throw Error({.action = "taking a move between splits back",
                     .file = backupsOf(command).string(),
                     .reason = "it has no move of this dataset whose lists are as it wrote them"});
    }
    undoMove(*last, utcNow());
    if (!context.console.printJson({{"files", last->files.size()}, {"backup", last->folder.string()}})) {
        context.console.text() << "Restored " << last->files.size() << " lists of " << last->time << '\n';
    }
    return 0;
}

int move(const MoveCommand& command, Context& context) {
    if (!command.undo && (command.to.empty() || command.images.empty() == command.filter.where.empty())) {
        throw UsageError("--to and either --images or --where are needed");
    }
    const Dataset dataset = readDatasetQuietly(command.folder, context);
    if (!command.backup.empty() && liesWithin(command.backup, dataset.root)) {
        throw Error({.action = "keeping originals",
                     .file = command.backup,
                     .reason = "the folder lies in the dataset",
                     .remedy = "Choose a folder elsewhere"});
    }
    if (command.undo) {
        return undoLast(command, dataset, context);
    }
    SplitMoveOptions options{.images = chosenImages(command, dataset, context), .to = command.to};
    if (!command.from.empty()) {
        options.from = command.from;
    }
    const SplitMove planned = plannedMove(dataset, readSplitFiles(dataset), options);
    Json lists = Json::array();
    for (const SplitChange& change : planned.changes) {
        lists.push_back(asJson(dataset, change));
    }
    Json notes = Json::array();
    for (const Sentence& note : planned.notes) {
        notes.push_back(note.text());
        context.console.note(note.text());
    }
    Json backup = nullptr;
    if (command.write && !planned.changes.empty()) {
        backup = writeMove(dataset, planned, backupsOf(command), utcNow()).folder.string();
    }
    const Json document{{"to", command.to},
                        {"images", planned.images},
                        {"lists", std::move(lists)},
                        {"notes", std::move(notes)},
                        {"backup", std::move(backup)}};
    if (!context.console.printJson(document)) {
        print(document, dataset, command, context.console);
    }
    return 0;
}

}  // namespace

void addMoveCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<MoveCommand>();
    CLI::App* move_app = addCommand(
        dataset, invocation, "move",
        "Move images of a VOC dataset to another of its splits: show what its lists become, or write them",
        command, move);
    move_app->add_option("DIR", command->folder, "Dataset in VOC's format")->required();
    move_app->add_option("--to", command->to, "Split that the images go to");
    move_app
        ->add_option(
            "--from", command->from,
            "Splits that they leave; without it those that have no image in common with the other, or "
            "whose names say that no image may be in both")
        ->delimiter(',');
    CLI::Option* images =
        move_app->add_option("--images", command->images, "File of the images' ids, a line each");
    move_app
        ->add_option("--where", command->filter.where,
                     "The images that pass a filter, of --from or of all: 'class=cat objects>=5 -verified'")
        ->excludes(images);
    addInput(*move_app, command->filter);
    move_app->add_option("--backup", command->backup, "Folder for originals, in place of the project's own");
    CLI::Option* write = move_app->add_flag("--write,--apply", command->write, "Write the lists");
    move_app->add_flag("--undo", command->undo, "Restore the lists of the last --write, byte for byte")
        ->excludes(write);
}

}  // namespace priorscope::cli
