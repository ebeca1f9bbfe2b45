// dataset combine
#include <memory>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/dataset_writing.hpp"
#include "core/base/error.hpp"
#include "core/formats/combined/dataset_file.hpp"

namespace priorscope::cli {
namespace {

struct CombineCommand {
    std::vector<std::string> folders;
    std::string out;
    std::shared_ptr<DatasetOutput> classes = std::make_shared<DatasetOutput>();
};

int combine(const CombineCommand& command, Context& context) {
    DatasetFile contents{.classes = classMapFrom(*command.classes)};
    std::vector<Dataset> parts;
    for (const std::string& folder : command.folders) {
        if (isDatasetFile(folder)) {
            throw Error({.action = "combining datasets",
                         .file = folder,
                         .reason = "it combines datasets itself",
                         .remedy = "Name its folders"});
        }
        contents.parts.emplace_back(folder);
        parts.push_back(readDataset(folder, context));
    }
    Dataset dataset = mergedDataset(parts).dataset;
    mapClasses(dataset, contents.classes);  // before anything is written
    writeDatasetFile(command.out, contents);
    const bool printed = context.console.printJson(
        {{"file", command.out}, {"images", dataset.images.size()}, {"classes", dataset.classes}});
    if (!printed) {
        context.console.text() << "Wrote " << command.out << ": " << command.folders.size() << " datasets, "
                               << dataset.images.size() << " images, " << dataset.classes.size()
                               << " classes\n";
    }
    return 0;
}

}  // namespace

void addCombineCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<CombineCommand>();
    CLI::App* combine_app = addCommand(
        dataset, invocation, "combine",
        "Name several datasets, and what becomes of their classes, in a file that opens as one dataset",
        command, combine);
    combine_app->add_option("DIR", command->folders, "Datasets, each in any format that is read")
        ->required()
        ->expected(1, 1000);
    combine_app->add_option("--out", command->out, "The file: NAME.json")
        ->required()
        ->check([](const std::string& name) {
            return name.ends_with(".json") ? std::string() : "its name must end in .json";
        });
    addClassOptions(*combine_app, command->classes);
}

}  // namespace priorscope::cli
