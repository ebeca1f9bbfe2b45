// dataset filter
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/filter_arguments.hpp"
#include "core/dataset/filter_text.hpp"

namespace priorscope::cli {
namespace {

struct FilterCommand {
    std::string folder;
    std::string split;
    FilterArguments arguments;
    bool is_list = false;
};

Json asJson(const Dataset& dataset, const std::string& where, const std::vector<std::size_t>& images,
            const std::vector<std::int64_t>& counts) {
    Json ids = Json::array();
    for (const std::size_t image : images) {
        ids.push_back(dataset.images[image].id.text());
    }
    Json objects = Json::object();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        objects[dataset.classes[i]] = counts[i];
    }
    return {{"where", where},
            {"images", images.size()},
            {"objects", std::move(objects)},
            {"ids", std::move(ids)}};
}

int filter(const FilterCommand& command, Context& context) {
    const Dataset dataset = readDataset(command.folder, context);
    const ImageFilter filter = filterOf(command.arguments, dataset.classes);
    const std::vector<std::size_t> images =
        filterImages(dataset, command.split, filter, {}, figuresFor(filter, dataset, command.split, context));
    const std::vector<std::int64_t> counts = countShownObjects(dataset, images, filter);
    if (context.console.printJson(asJson(dataset, filterText(filter, dataset.classes), images, counts))) {
        return 0;
    }
    std::ostream& out = context.console.text();
    if (command.is_list) {
        for (const std::size_t image : images) {
            out << dataset.images[image].id << '\n';
        }
        return 0;
    }
    Table table({"class", "objects"});
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            table.add({dataset.classes[i], std::to_string(counts[i])});
        }
    }
    table.print(out);
    out << "\nImages: " << images.size()
        << ", shown objects: " << std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) << '\n';
    return 0;
}

}  // namespace

void addFilterCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<FilterCommand>();
    CLI::App* filter_app =
        addCommand(dataset, invocation, "filter", "Images that pass conditions, and their objects by class",
                   command, filter);
    filter_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")
        ->required();
    filter_app
        ->add_option("--where", command->arguments.where,
                     "Conditions, as the window's search line takes them: \"class=cat objects>=5 width<32 "
                     "-truncated\"")
        ->required();
    filter_app->add_option("--split", command->split, "Of this split; all images by default");
    addInput(*filter_app, command->arguments);
    filter_app->add_flag("--list", command->is_list, "Print the ids alone, a line each: a split list");
}

}  // namespace priorscope::cli
