// dataset convert
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/text/joined.hpp"
#include "core/formats/dataset_format.hpp"

namespace priorscope::cli {
namespace {

struct ConvertCommand {
    std::string folder;
    std::string format;
    std::string out;
    WriteOptions options;
};

std::vector<std::string> writtenFormats() {
    std::vector<std::string> names;
    for (const DatasetFormat& format : datasetFormats()) {
        if (format.write) {
            names.push_back(format.name);
        }
    }
    return names;
}

const DatasetFormat& chosenFormat(const std::string& name) {
    const std::vector<std::string> names = writtenFormats();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        throw UsageError("--to: there is no format \"" + name + "\"; formats: " + joined(names));
    }
    return writableFormat(name);
}

struct WrittenCounts {
    std::size_t images = 0;
    std::size_t objects = 0;
};

WrittenCounts countsOf(const Dataset& dataset, const std::string& split) {
    const std::vector<std::size_t> indices = dataset.splitIndices(split);
    WrittenCounts counts;
    for (const std::size_t index : std::set<std::size_t>(indices.begin(), indices.end())) {
        const ImageRow image = dataset.images[index];
        const bool is_written = image.width > 0 && image.height > 0;
        counts.images += is_written ? 1 : 0;
        counts.objects += is_written ? image.objects.size() : 0;
    }
    return counts;
}

int convert(const ConvertCommand& command, Context& context) {
    const DatasetFormat& format = chosenFormat(command.format);
    const Dataset dataset = readDataset(command.folder, context);
    const WrittenCounts counts = countsOf(dataset, command.options.split);
    Json losses = Json::array();
    for (const Sentence& loss : format.losses(dataset, command.options)) {
        losses.push_back(loss.text());
        context.console.note("Not kept: " + loss.text());
    }
    ProgressLine line = context.console.progress("Writing");
    const bool complete = format.write(dataset, command.out, command.options, context.stop,
                                       [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!complete) {
        throwStopped("writing the dataset");
    }
    const bool printed = context.console.printJson({{"folder", command.out},
                                                    {"format", format.name},
                                                    {"images", counts.images},
                                                    {"objects", counts.objects},
                                                    {"losses", std::move(losses)}});
    if (!printed) {
        context.console.text() << "Wrote " << counts.images << " images with " << counts.objects
                               << " objects to " << command.out << " as " << format.shown_name << '\n';
    }
    return 0;
}

}  // namespace

void addConvertCommand(CLI::App& dataset, Invocation& invocation) {
    static const std::map<std::string, ImageTransfer> kTransfers{
        {"copy", ImageTransfer::copy}, {"link", ImageTransfer::link}, {"none", ImageTransfer::none}};
    auto command = std::make_shared<ConvertCommand>();
    CLI::App* convert_app = addCommand(
        dataset, invocation, "convert",
        "Write a dataset in another format; says first what the format cannot hold", command, convert);
    convert_app->add_option("DIR", command->folder, "Dataset in any format that is read")->required();
    convert_app->add_option("--to", command->format, "Format: " + joined(writtenFormats()))->required();
    convert_app->add_option("--out", command->out, "New or empty folder")->required();
    convert_app->add_option("--split", command->options.split, "Only the images of this split");
    convert_app
        ->add_option_function<std::string>(
            "--images", [command](const std::string& name) { command->options.images = kTransfers.at(name); },
            "Images: copy, link (symbolic links) or none (annotations only)")
        ->check(CLI::IsMember({"copy", "link", "none"}))
        ->default_str("copy");
}

}  // namespace priorscope::cli
