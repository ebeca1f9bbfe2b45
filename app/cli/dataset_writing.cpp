#include "app/cli/dataset_writing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/formats/writing/unread_parts.hpp"

namespace priorscope::cli {
namespace {

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

}  // namespace

ClassMap classMapFrom(const DatasetOutput& output) {
    ClassMap map{.dropped = output.dropped, .order = output.order};
    for (const std::string& text : output.renamed) {
        const std::size_t sign = text.find('=');
        if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) {
            throw UsageError("--rename: \"" + text + "\" is not OLD=NEW, as motorbike=motorcycle");
        }
        map.renamed.emplace_back(text.substr(0, sign), text.substr(sign + 1));
    }
    return map;
}

void addOutputOptions(CLI::App& command, const std::shared_ptr<DatasetOutput>& output,
                      const std::string& default_format) {
    static const std::map<std::string, ImageTransfer> kTransfers{
        {"copy", ImageTransfer::copy}, {"link", ImageTransfer::link}, {"none", ImageTransfer::none}};
    output->format = default_format;
    CLI::Option* format = command.add_option("--to", output->format, "Format: " + joined(writtenFormats()));
    default_format.empty() ? format->required() : format->capture_default_str();
    command.add_option("--out", output->folder, "New or empty folder")->required();
    command.add_option("--split", output->options.split, "Only the images of this split");
    command
        .add_option_function<std::string>(
            "--images", [output](const std::string& name) { output->options.images = kTransfers.at(name); },
            "Images: copy, link (symbolic links) or none (annotations only)")
        ->check(CLI::IsMember({"copy", "link", "none"}))
        ->default_str("copy");
    addClassOptions(command, output);
}

void addClassOptions(CLI::App& command, const std::shared_ptr<DatasetOutput>& output) {
    command.add_option("--rename", output->renamed,
                       "OLD=NEW: another name for a class; classes with one name become one");
    command.add_option("--drop", output->dropped, "A class whose objects are left out; the images stay");
    command.add_option("--order", output->order, "Classes that come first, in this order: cat,dog")
        ->delimiter(',');
}

int writeDataset(const std::function<Dataset()>& read, const DatasetOutput& output, Context& context) {
    const DatasetFormat& format = chosenFormat(output.format);
    const ClassMap map = classMapFrom(output);
    Dataset dataset = read();
    mapClasses(dataset, map);
    const WrittenCounts counts = countsOf(dataset, output.options.split);
    Json losses = Json::array();
    std::vector<Sentence> lost;
    for (const std::string& source : output.sources) {
        const std::vector<Sentence> unread = unreadParts(source, format.name);
        lost.insert(lost.end(), unread.begin(), unread.end());
    }
    const std::vector<Sentence> not_held = format.losses(dataset, output.options);
    lost.insert(lost.end(), not_held.begin(), not_held.end());
    for (const Sentence& loss : lost) {
        losses.push_back(loss.text());
        context.console.note("Not kept: " + loss.text());
    }
    ProgressLine line = context.console.progress("Writing");
    const bool complete = format.write(dataset, output.folder, output.options, context.stop,
                                       [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!complete) {
        throwStopped("writing the dataset");
    }
    const bool printed = context.console.printJson({{"folder", output.folder},
                                                    {"format", format.name},
                                                    {"images", counts.images},
                                                    {"objects", counts.objects},
                                                    {"classes", dataset.classes},
                                                    {"losses", std::move(losses)}});
    if (!printed) {
        context.console.text() << "Wrote " << counts.images << " images with " << counts.objects
                               << " objects to " << output.folder << " as " << format.shown_name << '\n';
    }
    return 0;
}

}  // namespace priorscope::cli
