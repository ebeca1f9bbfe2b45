// dataset filter
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/dataset/filter_text.hpp"

namespace priorscope::cli {
namespace {

struct FilterCommand {
    std::string folder;
    std::string split;
    std::string where;
    bool is_list = false;
    int input = 0;
    bool is_letterbox = false;
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

/// @throws Error if the filter asks for what is not known here
void refuseWithoutColumns(const ImageFilter& filter) {
    const auto refuse = [](Sentence reason, Sentence remedy) {
        throw Error({.action = Core::tr("filtering the images"),
                     .reason = std::move(reason),
                     .remedy = std::move(remedy)});
    };
    if (!filter.marks.empty()) {
        refuse(Core::tr("what images are marked with (%1) is known to the window alone")
                   .arg(filter.marks.front().kind),
               Core::tr("Filter by them there, and save what is shown as a split"));
    }
    if (filter.has(FilterField::input_side) && filter.input.size == 0) {
        refuse(Core::tr("the size of the network's input is not known"), Core::tr("Give it with --input"));
    }
}

int filter(const FilterCommand& command, Context& context) {
    const Dataset dataset = readDataset(command.folder, context);
    ImageFilter filter = filterFromText(command.where, dataset.classes);
    filter.input = {command.input, command.is_letterbox ? ResizeMode::letterbox : ResizeMode::stretch};
    refuseWithoutColumns(filter);
    const std::vector<std::size_t> images = filterImages(dataset, command.split, filter);
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
        ->add_option("--where", command->where,
                     "Conditions, as the window's search line takes them: \"class=cat objects>=5 width<32 "
                     "-truncated\"")
        ->required();
    filter_app->add_option("--split", command->split, "Of this split; all images by default");
    filter_app->add_option("--input", command->input, "Side of the network's input in pixels, for input<8")
        ->check(CLI::PositiveNumber);
    filter_app->add_flag("--letterbox", command->is_letterbox, "The input is letterboxed, not stretched");
    filter_app->add_flag("--list", command->is_list, "Print the ids alone, a line each: a split list");
}

}  // namespace priorscope::cli
