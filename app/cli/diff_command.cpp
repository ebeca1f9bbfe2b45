// dataset diff
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "core/dataset/dataset_diff.hpp"

namespace priorscope::cli {
namespace {

struct DiffCommand {
    std::string before;
    std::string after;
    double match_iou = 0.5;
    std::size_t most = 50;  ///< that are printed
};

Json objectJson(const Dataset& dataset, const Annotation* object) {
    if (object == nullptr) {
        return nullptr;
    }
    Json flags = Json::array();
    for (const auto& [is_set, name] : {std::pair{object->difficult, "difficult"},
                                       {object->truncated, "truncated"},
                                       {object->occluded, "occluded"},
                                       {object->crowd, "crowd"}}) {
        if (is_set) {
            flags.push_back(name);
        }
    }
    const VocBox& box = object->voc;
    return {{"class", dataset.className(object->label)},
            {"box", {box.xmin, box.ymin, box.xmax, box.ymax}},
            {"line", object->line},
            {"flags", std::move(flags)}};
}

Json asJson(const DatasetDiff& diff, const Dataset& before, const Dataset& after) {
    Json objects = Json::object();
    for (std::size_t i = 0; i < kChangeKinds; ++i) {
        const auto kind = static_cast<ChangeKind>(i);
        objects[changeKindName(kind)] = diff.count(kind);
    }
    Json items = Json::array();
    for (const ObjectChange& change : diff.changes) {
        items.push_back({{"image", change.image},
                         {"kind", changeKindName(change.kind)},
                         {"before", objectJson(before, change.before)},
                         {"after", objectJson(after, change.after)},
                         {"iou", change.iou}});
    }
    return {{"images", diff.images},
            {"added_images", diff.added_images},
            {"removed_images", diff.removed_images},
            {"objects", std::move(objects)},
            {"items", std::move(items)}};
}

/// "cat 10 20 30 40"
std::string textOf(const Json& object) {
    if (object.is_null()) {
        return "-";
    }
    std::string text = object["class"].get<std::string>();
    for (const Json& edge : object["box"]) {
        text += " " + fixed(edge.get<double>(), 0);
    }
    return text;
}

void print(const Json& document, std::size_t most, std::ostream& out) {
    out << document["images"] << " images are in both; " << document["added_images"].size() << " are new, "
        << document["removed_images"].size() << " are gone\nobjects:";
    for (const auto& [kind, count] : document["objects"].items()) {
        out << ' ' << count << ' ' << kind;
    }
    out << "\n\n";
    const Json& items = document["items"];
    Table table({"image", "what", "before", "after", "IoU"});
    for (std::size_t i = 0; i < std::min(items.size(), most); ++i) {
        const Json& item = items[i];
        table.add({item["image"].get<std::string>(), item["kind"].get<std::string>(), textOf(item["before"]),
                   textOf(item["after"]), fixed(item["iou"].get<double>(), 2)});
    }
    table.print(out);
    if (items.size() > most) {
        out << "and " << items.size() - most << " more; --json has all\n";
    }
}

int diff(const DiffCommand& command, Context& context) {
    const Dataset before = readDataset(command.before, context);
    const Dataset after = readDataset(command.after, context);
    const Json document = asJson(datasetDiff(before, after, command.match_iou), before, after);
    if (!context.console.printJson(document)) {
        print(document, command.most, context.console.text());
    }
    return 0;
}

}  // namespace

void addDiffCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<DiffCommand>();
    CLI::App* diff_app = addCommand(dataset, invocation, "diff",
                                    "What changed between two versions of the labels", command, diff);
    diff_app->add_option("BEFORE", command->before, "Dataset in any format that is read")->required();
    diff_app->add_option("AFTER", command->after, "The later version, in the same format or another")
        ->required();
    diff_app
        ->add_option("--match-iou", command->match_iou,
                     "IoU at or above which two boxes are one object that moved or has another class")
        ->check(between(0.01, 1.0))
        ->capture_default_str();
    diff_app->add_option("--most", command->most, "Printed at most; --json has all")
        ->check(CLI::Range(0, 1000000000))
        ->capture_default_str();
}

}  // namespace priorscope::cli
