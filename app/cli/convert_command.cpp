// dataset convert
#include <memory>
#include <string>

#include "app/cli/command.hpp"
#include "app/cli/dataset_writing.hpp"

namespace priorscope::cli {
namespace {

struct ConvertCommand {
    std::string folder;
    std::shared_ptr<DatasetOutput> output = std::make_shared<DatasetOutput>();
};

int convert(const ConvertCommand& command, Context& context) {
    DatasetOutput output = *command.output;
    output.sources = {command.folder};
    return writeDataset([&] { return readDataset(command.folder, context); }, output, context);
}

}  // namespace

void addConvertCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<ConvertCommand>();
    CLI::App* convert_app = addCommand(
        dataset, invocation, "convert",
        "Write a dataset in another format; says first what the format cannot hold", command, convert);
    convert_app->add_option("DIR", command->folder, "Dataset in any format that is read")->required();
    addOutputOptions(*convert_app, command->output, "");
}

}  // namespace priorscope::cli
