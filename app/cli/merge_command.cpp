// dataset merge
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/dataset_writing.hpp"
#include "core/dataset/merging.hpp"

namespace priorscope::cli {
namespace {

struct MergeCommand {
    std::vector<std::string> folders;
    std::shared_ptr<DatasetOutput> output = std::make_shared<DatasetOutput>();
};

Dataset readMerged(const MergeCommand& command, Context& context) {
    std::vector<Dataset> parts;
    for (const std::string& folder : command.folders) {
        parts.push_back(readDataset(folder, context));
    }
    MergedDataset merged = mergedDataset(parts);
    if (merged.has_prefixes) {
        context.console.note(
            "Images of different folders have one name: each is written below its folder's name");
    }
    if (merged.repeated_files > 0) {
        context.console.note(std::to_string(merged.repeated_files) +
                             " image files belong to several of the folders, and are written for each");
    }
    if (merged.unlisted > 0) {
        context.console.note(
            std::to_string(merged.unlisted) +
            " images are in no split: their folders have no lists, or lists that do not name them");
    }
    return std::move(merged.dataset);
}

int merge(const MergeCommand& command, Context& context) {
    DatasetOutput output = *command.output;
    output.sources = command.folders;
    return writeDataset([&] { return readMerged(command, context); }, output, context);
}

}  // namespace

void addMergeCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<MergeCommand>();
    CLI::App* merge_app = addCommand(
        dataset, invocation, "merge",
        "Write several datasets as one; splits and classes of one name are joined", command, merge);
    merge_app->add_option("DIR", command->folders, "Datasets, each in any format that is read")
        ->required()
        ->expected(2, 1000);
    addOutputOptions(*merge_app, command->output, "voc");
}

}  // namespace priorscope::cli
