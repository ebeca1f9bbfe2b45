// dataset split
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/dataset/near_duplicates.hpp"
#include "core/dataset/split_plan.hpp"
#include "core/dataset/statistics.hpp"
#include "core/formats/writing/split_list_file.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

struct SplitCommand {
    std::string folder;
    std::string out;
    std::string split;
    std::string group;
    std::vector<std::string> parts;
    std::string stratify = "class";
    std::uint64_t seed = 1;
};

constexpr const char* kNearDuplicates = "near-duplicates";

SplitPart partFrom(const std::string& text) {
    const std::size_t sign = text.find('=');
    const auto share = sign == std::string::npos ? std::nullopt : numberFromText(text.substr(sign + 1));
    if (!share) {
        throw UsageError("--parts: \"" + text + "\" is not NAME=SHARE, as train=0.8");
    }
    return {.name = text.substr(0, sign), .share = *share};
}

/// Groups of the images, and what there is to say of them.
struct Grouping {
    std::vector<std::size_t> groups;
    std::size_t count = 0;
    std::string note;
};

Grouping groupedByLikeness(const Dataset& dataset, const std::vector<std::size_t>& images, Context& context) {
    ProgressLine line = context.console.progress("Comparing");
    const auto pairs = nearDuplicates(dataset, images, {}, context.stop,
                                      [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!pairs) {
        throwStopped("comparing the images");
    }
    const std::vector<std::size_t> of_all = duplicateGroups(dataset.images.size(), *pairs);
    Grouping grouping;
    std::map<std::size_t, std::size_t> sizes;
    for (const std::size_t image : images) {
        grouping.groups.push_back(of_all[image]);
        ++sizes[of_all[image]];
    }
    grouping.count = sizes.size();
    std::size_t alike = 0;
    for (const auto& [group, size] : sizes) {
        alike += size > 1 ? size : 0;
    }
    grouping.note = std::to_string(alike) + " images have a near duplicate, and stay with it";
    return grouping;
}

Grouping grouped(const SplitCommand& command, const Dataset& dataset, const std::vector<std::size_t>& images,
                 Context& context) {
    if (command.group == kNearDuplicates) {
        return groupedByLikeness(dataset, images, context);
    }
    if (!command.group.empty()) {
        const NamedGroups named = groupsByName(dataset, images, command.group);
        return {named.groups, named.count,
                named.unmatched == 0 ? ""
                                     : std::to_string(named.unmatched) +
                                           " images do not match the pattern, and are groups of their own"};
    }
    return {images, images.size(), ""};
}

/// Each once, in the order of the dataset.
std::vector<std::size_t> imagesOf(const Dataset& dataset, const std::string& split) {
    std::vector<std::size_t> images = dataset.splitIndices(split);
    std::sort(images.begin(), images.end());
    images.erase(std::unique(images.begin(), images.end()), images.end());
    return images;
}

void writeLists(const SplitCommand& command, const Dataset& dataset, const std::vector<SplitPart>& parts,
                const std::vector<std::vector<std::size_t>>& images) {
    for (const SplitPart& part : parts) {
        std::error_code error;
        const fs::path file = fs::path(command.out) / (part.name + ".txt");
        if (fs::exists(fs::symlink_status(file, error))) {
            throw Error({.action = "writing the lists of the splits",
                         .file = file.string(),
                         .reason = "the file exists, and is not replaced",
                         .remedy = "Choose another folder, or remove it"});
        }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        writeSplitList(dataset, images[i], fs::path(command.out) / (parts[i].name + ".txt"));
    }
}

Json asJson(const SplitPart& part, const DatasetStatistics& statistics) {
    Json classes = Json::object();
    for (const ClassCount& count : statistics.classes) {
        classes[count.name] = {{"images", count.images}, {"objects", count.objects}};
    }
    return {{"name", part.name},
            {"share", part.share},
            {"images", statistics.images},
            {"objects", statistics.objects},
            {"classes", std::move(classes)}};
}

void print(const std::vector<SplitPart>& parts, const std::vector<DatasetStatistics>& statistics,
           std::ostream& out) {
    std::vector<std::string> head{"images"};
    std::vector<std::string> all{"all"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        head.push_back(parts[i].name);
        all.push_back(std::to_string(statistics[i].images));
    }
    Table table(head);
    table.add(all);
    for (std::size_t label = 0; label < statistics.front().classes.size(); ++label) {
        std::vector<std::string> row{statistics.front().classes[label].name};
        for (const DatasetStatistics& part : statistics) {
            row.push_back(std::to_string(part.classes[label].images));
        }
        table.add(row);
    }
    table.print(out);
}

int split(const SplitCommand& command, Context& context) {
    SplitPlanOptions options{.by_class = command.stratify == "class", .seed = command.seed};
    for (const std::string& text : command.parts) {
        options.parts.push_back(partFrom(text));
    }
    const Dataset dataset = readDataset(command.folder, context);
    const std::vector<std::size_t> images = imagesOf(dataset, command.split);
    const Grouping grouping = grouped(command, dataset, images, context);
    if (!grouping.note.empty()) {
        context.console.note(grouping.note);
    }
    const auto planned = plannedSplit(dataset, images, grouping.groups, options);
    writeLists(command, dataset, options.parts, planned);
    std::vector<DatasetStatistics> statistics;
    Json parts = Json::array();
    for (std::size_t i = 0; i < planned.size(); ++i) {
        statistics.push_back(computeStatistics(dataset, ImageSelection::ofImages(dataset, planned[i])));
        parts.push_back(asJson(options.parts[i], statistics.back()));
        for (const ClassCount& count : statistics.back().classes) {
            if (count.images == 0) {
                context.console.note(options.parts[i].name + " has no image with " + count.name);
            }
        }
    }
    const bool printed = context.console.printJson({{"images", images.size()},
                                                    {"groups", grouping.count},
                                                    {"seed", command.seed},
                                                    {"parts", std::move(parts)}});
    if (!printed) {
        print(options.parts, statistics, context.console.text());
        context.console.text() << "Lists are in " << command.out << '\n';
    }
    return 0;
}

}  // namespace

void addSplitCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<SplitCommand>();
    CLI::App* split_app =
        addCommand(dataset, invocation, "split",
                   "Divide images into splits, and write a list of ids for each", command, split);
    split_app->add_option("DIR", command->folder, "Dataset in any format that is read")->required();
    split_app
        ->add_option("--parts", command->parts,
                     "Splits and their shares of the images: train=0.8,val=0.1,test=0.1")
        ->delimiter(',')
        ->required();
    split_app->add_option("--out", command->out, "Folder of the lists; existing ones are never replaced")
        ->required();
    split_app->add_option("--split", command->split, "Only the images of this split");
    split_app
        ->add_option("--stratify", command->stratify,
                     "class: each part gets its share of the images of every class; none: of all images only")
        ->check(CLI::IsMember({"class", "none"}))
        ->capture_default_str();
    split_app->add_option(
        "--group", command->group,
        "What stays together: near-duplicates, or a regular expression on ids, of which the "
        "first brackets tell the group: '(.*)_[0-9]+'");
    addSeed(*split_app, command->seed, "The same seed gives the same lists");
}

}  // namespace priorscope::cli
