// dataset sample, dataset stats
#include <map>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/dataset/statistics.hpp"
#include "core/formats/index/dataset_index.hpp"

namespace priorscope::cli {
namespace {

struct SampleCommand {
    std::string folder;
    SampleOptions options;
};

int writeSample(const SampleCommand& command, Context& context) {
    ProgressLine line = context.console.progress("Writing");
    const bool complete = writeSampleDataset(command.folder, command.options, context.stop,
                                             [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!complete) {
        throwStopped("writing the sample dataset");
    }
    const bool printed = context.console.printJson(
        {{"folder", command.folder}, {"images", command.options.images}, {"seed", command.options.seed}});
    if (!printed) {
        context.console.text() << "Wrote " << command.options.images << " images to " << command.folder
                               << " (splits train, val, test)\n";
    }
    return 0;
}

struct StatsCommand {
    std::string folder;
    std::string split;
};

std::map<std::string, int> countIssues(const Dataset& dataset) {
    std::map<std::string, int> counts;
    for (const DatasetIssue& issue : dataset.issues) {
        ++counts[issueKindName(issue.kind)];
    }
    return counts;
}

Json statisticsAsJson(const Dataset& dataset, const DatasetStatistics& statistics) {
    Json classes = Json::object();
    for (const ClassCount& count : statistics.classes) {
        classes[count.name] = {
            {"images", count.images}, {"objects", count.objects}, {"difficult", count.difficult}};
    }
    Json splits = Json::object();
    for (const auto& [name, indices] : dataset.splits) {
        splits[name] = indices.size();
    }
    return {{"images", statistics.images},
            {"objects", statistics.objects},
            {"difficult", statistics.difficult},
            {"seconds", dataset.seconds},
            {"empty_images", statistics.empty_images},
            {"truncated", statistics.truncated},
            {"verified", statistics.verified},
            {"splits", std::move(splits)},
            {"issues", countIssues(dataset)},
            {"classes", std::move(classes)}};
}

void printStatistics(const Dataset& dataset, const DatasetStatistics& statistics, std::ostream& out) {
    out << dataset.name << ": " << statistics.images << " images, " << statistics.objects << " objects, "
        << statistics.difficult << " difficult, " << statistics.empty_images << " images without objects, "
        << statistics.verified << " verified; read in " << fixed(dataset.seconds, 3) << " s\n\n";
    Table table({"class", "images", "objects", "difficult"});
    for (const ClassCount& count : statistics.classes) {
        table.add({count.name, std::to_string(count.images), std::to_string(count.objects),
                   std::to_string(count.difficult)});
    }
    table.print(out);
    if (!dataset.splits.empty()) {
        out << "\nsplits:";
        for (const auto& [name, indices] : dataset.splits) {
            out << ' ' << name << " (" << indices.size() << ')';
        }
        out << '\n';
    }
}

int showStatistics(const StatsCommand& command, Context& context) {
    const Dataset dataset = readDataset(command.folder, context);
    const DatasetStatistics statistics =
        computeStatistics(dataset, ImageSelection::ofSplit(dataset, command.split));
    if (!context.console.printJson(statisticsAsJson(dataset, statistics))) {
        printStatistics(dataset, statistics, context.console.text());
    }
    return 0;
}

}  // namespace

void throwStopped(const std::string& action) {
    throw Error({.action = action, .reason = "stopped"});
}

Dataset readDatasetQuietly(const std::string& folder, Context& context) {
    ProgressLine line = context.console.progress("Reading");
    IndexCache index = userIndexCache();
    index.is_asked = !context.rereads;
    auto opened = openDataset(folder, {}, index, context.stop,
                              [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!opened) {
        throwStopped("reading the dataset");
    }
    return std::move(opened->dataset);
}

Dataset readDataset(const std::string& folder, Context& context) {
    Dataset dataset = readDatasetQuietly(folder, context);
    std::string summary;
    for (const auto& [kind, count] : countIssues(dataset)) {
        summary += (summary.empty() ? "" : ", ") + std::to_string(count) + " " + kind;
    }
    if (!summary.empty()) {
        const std::size_t count = dataset.issues.size();
        context.console.note("Found while reading: " + std::to_string(count) +
                             (count == 1 ? " finding (" : " findings (") + summary +
                             "). All of them: priorscope-cli dataset check " + folder);
    }
    return dataset;
}

void addDatasetCommands(CLI::App& app, Invocation& invocation) {
    CLI::App* dataset = app.add_subcommand("dataset", "Write, read and describe datasets");
    dataset->require_subcommand(1);

    auto sample = std::make_shared<SampleCommand>();
    CLI::App* write = addCommand(*dataset, invocation, "sample",
                                 "Write a synthetic dataset: shapes on textured ground", sample, writeSample);
    write->add_option("DIR", sample->folder, "New or empty folder")->required();
    write->add_option("--images", sample->options.images, "Number of images")
        ->check(CLI::Range(10, 100000))
        ->capture_default_str();
    addSeed(*write, sample->options.seed, "The same seed writes the same bytes");

    auto stats = std::make_shared<StatsCommand>();
    CLI::App* show =
        addCommand(*dataset, invocation, "stats", "Count images and objects", stats, showStatistics);
    show->add_option("DIR", stats->folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    show->add_option("--split", stats->split, "Images of this split; without it every image");

    addCheckCommand(*dataset, invocation);
    addConvertCommand(*dataset, invocation);
    addMergeCommand(*dataset, invocation);
    addCombineCommand(*dataset, invocation);
    addMendCommand(*dataset, invocation);
    addSplitCommand(*dataset, invocation);
    addMoveCommand(*dataset, invocation);
    addFilterCommand(*dataset, invocation);
    addDiffCommand(*dataset, invocation);
}

}  // namespace priorscope::cli
