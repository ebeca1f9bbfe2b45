// priors show, priors coverage, priors suggest
#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "app/cli/command.hpp"
#include "app/cli/option_arguments.hpp"
#include "app/cli/run_arguments.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/priors/coverage/coverage_report.hpp"
#include "core/priors/prior_config.hpp"
#include "core/priors/suggest/suggest_option_table.hpp"
#include "core/priors/torchvision_layout.hpp"
#include "core/training/augmented_objects.hpp"

namespace priorscope::cli {
namespace {

/// Recall thresholds and their keys.
constexpr std::array<std::pair<const char*, float>, 4> kThresholds{
    {{"0.50", 0.5F}, {"0.60", 0.6F}, {"0.70", 0.7F}, {"0.75", 0.75F}}};

struct ShowCommand {
    std::string priors;
};

/// Ratios, or for a map with free shapes the shapes in pixels.
std::string shapesOf(const PriorMap& map, int input_size) {
    if (!map.on) {
        return "off";
    }
    std::string text;
    for (const PriorMap::Shape& shape : map.free_shapes) {
        const auto side = static_cast<double>(input_size);
        text.append(text.empty() ? "" : " ").append(fixed(shape.w * side, 0)).append("x");
        text.append(fixed(shape.h * side, 0));
    }
    for (const float ratio : map.ratios) {
        text.append(text.empty() ? "" : " ").append(Json(decimalFromFloat(ratio)).dump());
    }
    return text.empty() ? "–" : text;
}

Json mapAsJson(const Json& map, const PriorMap& values) {
    Json result = map;
    result.erase("max_side");
    result["per_cell"] = values.perCell();
    result["priors"] = values.count();
    return result;
}

int showPriors(const ShowCommand& command, Context& context) {
    const PriorConfig config = loadPriorConfig(command.priors);
    Json maps = Json::array();
    const Json document = toJson(config);
    for (std::size_t k = 0; k < config.maps.size(); ++k) {
        maps.push_back(mapAsJson(document["maps"][k], config.maps[k]));
    }
    const bool printed = context.console.printJson({{"name", config.name},
                                                    {"input_size", config.input_size},
                                                    {"clip", config.clip},
                                                    {"priors", config.count()},
                                                    {"maps", std::move(maps)}});
    if (printed) {
        return 0;
    }
    context.console.text() << config.name << ": " << config.count() << " priors, input " << config.input_size
                           << " px" << (config.clip ? ", clipped" : "") << "\n\n";
    Table table({"map", "cells", "scale", "extra scale", "ratios or shapes", "per cell", "priors"});
    for (const PriorMap& map : config.maps) {
        table.add({map.name, std::to_string(map.rows) + " x " + std::to_string(map.cols), fixed(map.scale, 3),
                   fixed(map.extra_scale, 3), shapesOf(map, config.input_size), std::to_string(map.perCell()),
                   std::to_string(map.count())});
    }
    table.print(context.console.text());
    return 0;
}

struct CoverageCommand {
    std::string folder;
    std::string priors;
    std::string split;
    bool difficult = false;
    bool letterbox = false;
    int augmented = 0;
    std::uint64_t seed = TrainingOptions{}.seed;
    CLI::Option* seed_option = nullptr;  ///< to query whether it was given
    RunArguments run;
};

/// The run whose augmentation is applied, on the command's own split and seed if they are given.
TrainingOptions optionsOf(const CoverageCommand& command, Context& context) {
    std::vector<std::string> given;
    TrainingOptions options = command.run.read(command.folder, given);
    if (command.augmented == 0 && command.run.isGiven()) {
        context.console.note("Without effect, as --augmented is not given: the options of training");
        options = {};
    }
    if (command.seed_option->count() > 0) {
        options.seed = command.seed;
    }
    if (!command.split.empty()) {
        options.split = command.split;
    }
    options.train_on_difficult = options.train_on_difficult || command.difficult;
    return options;
}

/// The figures reported for a class, or for all.
struct CoverageFigures {
    std::int64_t objects = 0;
    std::optional<double> mean_best_iou{};
    std::array<std::optional<double>, kThresholds.size()> recall{};  ///< like the mean, none without objects
};

CoverageFigures figuresOf(const Coverage& coverage) {
    CoverageFigures figures{.objects = static_cast<std::int64_t>(coverage.best.size()),
                            .mean_best_iou = coverage.mean_best_iou};
    for (std::size_t t = 0; t < kThresholds.size(); ++t) {
        figures.recall[t] = coverage.recall(kThresholds[t].second);
    }
    return figures;
}

/// [classes]
std::vector<CoverageFigures> classFigures(std::span<const CoverageObject> objects, const Coverage& coverage,
                                          std::size_t class_count) {
    std::vector<CoverageFigures> figures(class_count);
    for (std::size_t t = 0; t < kThresholds.size(); ++t) {
        const auto classes = coverageByClass(objects, coverage, class_count, kThresholds[t].second);
        for (std::size_t c = 0; c < class_count; ++c) {
            figures[c].objects = classes[c].objects;
            figures[c].mean_best_iou = classes[c].mean_best_iou;
            figures[c].recall[t] = classes[c].recall();
        }
    }
    return figures;
}

Json figuresAsJson(const CoverageFigures& figures) {
    Json recall = Json::object();
    for (std::size_t t = 0; t < kThresholds.size(); ++t) {
        recall[kThresholds[t].first] = jsonOrNull(figures.recall[t]);
    }
    return {{"objects", figures.objects},
            {"mean_best_iou", jsonOrNull(figures.mean_best_iou)},
            {"recall", std::move(recall)}};
}

std::vector<std::string> figuresAsRow(const std::string& name, const CoverageFigures& figures) {
    std::vector<std::string> row{name, std::to_string(figures.objects)};
    row.push_back(fixed(figures.mean_best_iou, 3));
    for (const std::optional<double>& recall : figures.recall) {
        row.push_back(recall ? fixed(100.0 * *recall, 1) + " %" : "–");
    }
    return row;
}

std::int64_t objectsMatched(const Coverage& coverage, ObjectMatch match) {
    return std::count(coverage.match.begin(), coverage.match.end(), match);
}

Coverage coverageOf(std::span<const CoverageObject> objects, const PriorSet& priors, Context& context) {
    auto coverage = computeCoverage(objects, priors, context.stop);
    if (!coverage) {
        throwStopped("computing the coverage");
    }
    return std::move(*coverage);
}

/// The same over the images as augmented in some epochs of training.
std::optional<CoverageFigures> augmentedFigures(const CoverageCommand& command,
                                                const std::shared_ptr<const Dataset>& dataset,
                                                const ImageSelection& selection,
                                                const TrainingOptions& options, const PriorSet& priors,
                                                ResizeMode resize, Context& context) {
    if (command.augmented == 0) {
        return std::nullopt;
    }
    return figuresOf(coverageOf(augmentedObjects(dataset, selection, options, command.run.recipeOfModel(),
                                                 priors.config.input_size, resize, command.augmented),
                                priors, context));
}

int showCoverage(const CoverageCommand& command, Context& context) {
    const PriorSet priors = generatePriors(loadPriorConfig(command.priors));
    const TrainingOptions options = optionsOf(command, context);
    const auto shared = std::make_shared<const Dataset>(readDataset(command.folder, context));
    const Dataset& dataset = *shared;
    const ResizeMode resize = command.letterbox ? ResizeMode::letterbox : ResizeMode::stretch;
    const auto selection = ImageSelection::ofSplit(dataset, options.split);
    const auto objects = coverageObjects(dataset, selection, options.train_on_difficult, resize);
    if (objects.empty()) {
        context.console.note(
            options.train_on_difficult
                ? "There are no objects to cover: the figures are empty"
                : "There are no objects to cover (difficult ones are left out): the figures are empty");
    }
    const Coverage coverage = coverageOf(objects, priors, context);
    const auto augmented = augmentedFigures(command, shared, selection, options, priors, resize, context);
    const auto classes = classFigures(objects, coverage, dataset.classes.size());
    Json by_class = Json::object();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        by_class[dataset.classes[c]] = figuresAsJson(classes[c]);
    }
    Json document{{"priors", priors.boxes.size()}};
    document.update(figuresAsJson(figuresOf(coverage)));
    document["classes"] = std::move(by_class);
    document["seconds"] = coverage.seconds;
    document["positives"] =
        std::accumulate(coverage.positives.begin(), coverage.positives.end(), std::int64_t{0});
    document["forced"] = objectsMatched(coverage, ObjectMatch::forced);
    document["unmatched"] = objectsMatched(coverage, ObjectMatch::none);
    if (augmented) {
        document["augmented"] = figuresAsJson(*augmented);
    }
    if (context.console.printJson(document)) {
        return 0;
    }
    context.console.text() << priors.config.name << ", " << priors.boxes.size() << " priors over "
                           << objects.size() << " objects of " << dataset.name
                           << (options.split.empty() ? "" : ", " + selection.text())
                           << ": share of objects whose best prior reaches the IoU\n\n";
    Table table({"class", "objects", "mean best IoU", "0.50", "0.60", "0.70", "0.75"});
    for (std::size_t c = 0; c < classes.size(); ++c) {
        table.add(figuresAsRow(dataset.classes[c], classes[c]));
    }
    table.add(figuresAsRow("all", figuresOf(coverage)));
    if (augmented) {
        table.add(figuresAsRow("all, augmented", *augmented));
    }
    table.print(context.console.text());
    context.console.text() << "\nSaved by the forced match alone: " << document["forced"]
                           << "; never matched: " << document["unmatched"] << "\n";
    return 0;
}

struct SuggestCommand {
    std::string folder;
    std::string split;
    std::string from = "ssd300-voc";
    int per_cell = 0;
    TableArguments<SuggestOptions> options{suggestOptionTable()};
    bool letterbox = false;
    std::string out;
};

SuggestOptions optionsOf(const SuggestCommand& command) {
    std::vector<std::string> given;
    SuggestOptions options = command.options.read(given);
    if (command.per_cell > 0) {
        for (const char* key : {"budget", "budget_kind"}) {
            if (std::find(given.begin(), given.end(), key) != given.end()) {
                throw UsageError(std::string("--per-cell is a budget: leave out ") + key);
            }
        }
        options.budget_kind = SuggestBudget::per_cell;
        options.budget = command.per_cell;
    }
    return options;
}

Json figuresAsJson(const SuggestFigures& figures) {
    return {{"priors", figures.priors},
            {"mean_best_iou", figures.mean_best_iou},
            {"recall", figures.recall},
            {"worst_class_recall", figures.worst_class_recall}};
}

Json suggestionAsJson(const SuggestCommand& command, const SuggestOptions& options, std::size_t objects,
                      const Suggestion& found) {
    Json document{{"from", command.from}, {"out", command.out}, {"objects", objects}};
    document["options"] = Json(toJson(options));
    document["improved"] = found.is_improvement;
    document["before"] = figuresAsJson(found.before);
    document["after"] = figuresAsJson(found.after);
    document["curve"] = Json::array();
    for (const SuggestFigures& each : found.curve) {
        document["curve"].push_back(figuresAsJson(each));
    }
    const auto reason = notTorchvisionLayout(found.config);
    document["not_torchvision"] = reason ? Json(reason->text()) : Json();
    document["steps"] = found.steps;
    return document;
}

std::vector<std::string> figuresAsRow(const std::string& name, const SuggestFigures& figures) {
    const auto percent = [](double share) { return fixed(100.0 * share, 2) + " %"; };
    return {name, std::to_string(figures.priors), fixed(figures.mean_best_iou, 4),
            percent(1.0 - figures.recall), percent(figures.worst_class_recall)};
}

void printSuggestion(const SuggestCommand& command, const Suggestion& found, Context& context) {
    std::ostream& out = context.console.text();
    Table table({"", "priors", "mean best IoU", "uncovered", "recall of the worst class"});
    table.add(figuresAsRow("before: " + command.from, found.before));
    table.add(figuresAsRow("after: " + command.out, found.after));
    table.print(out);
    if (!found.is_improvement) {
        out << "\nNothing better was found: the layout is that of the start.\n";
    }
    if (const auto reason = notTorchvisionLayout(found.config)) {
        out << "\ntorchvision's DefaultBoxGenerator cannot express this layout: " << reason->text() << ".\n";
    }
}

int suggestLayout(const SuggestCommand& command, Context& context) {
    const SuggestOptions options = optionsOf(command);
    const PriorConfig start = loadPriorConfig(command.from);
    const Dataset dataset = readDataset(command.folder, context);
    const auto objects = coverageObjects(dataset, ImageSelection::ofSplit(dataset, command.split), false,
                                         command.letterbox ? ResizeMode::letterbox : ResizeMode::stretch);
    std::optional<Suggestion> found;
    {
        ProgressLine line = context.console.progress("Suggesting priors");
        found = suggestPriors(objects, start, options, context.stop, [&](const SuggestProgress& at) {
            line.update(at.steps, suggestName(options.aim) + " " + fixed(at.best, 4));
        });
    }
    if (!found) {
        throwStopped("suggesting priors");
    }
    if (found->is_improvement) {
        found->config.name = std::filesystem::path(command.out).stem().string();
    }
    savePriorConfig(found->config, command.out);
    if (!context.console.printJson(suggestionAsJson(command, options, objects.size(), *found))) {
        printSuggestion(command, *found, context);
    }
    return 0;
}

void addSuggest(CLI::App& priors, Invocation& invocation) {
    auto command = std::make_shared<SuggestCommand>();
    CLI::App* suggest =
        addCommand(priors, invocation, "suggest", "Search for the layout that covers a dataset best", command,
                   suggestLayout);
    suggest->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    suggest->add_option("--out", command->out, "JSON file for the layout")->required();
    suggest->add_option("--split", command->split, "List of ImageSets/Main; without it every image");
    suggest->add_option("--from", command->from, "Preset or JSON file to start from; its grids are kept")
        ->capture_default_str();
    suggest->add_option("--per-cell", command->per_cell, "Maximum priors per cell, instead of a total budget")
        ->check(CLI::PositiveNumber);
    command->options.add(*suggest);
    suggest->add_flag("--letterbox", command->letterbox,
                      "Keep aspect ratios when resizing, instead of stretching");
}

}  // namespace

void addPriorsCommands(CLI::App& app, Invocation& invocation) {
    CLI::App* priors =
        app.add_subcommand("priors", "Show prior layouts and what they cover, and suggest better ones");
    priors->require_subcommand(1);

    auto shown = std::make_shared<ShowCommand>();
    CLI::App* show = addCommand(*priors, invocation, "show", "Priors of each feature map", shown, showPriors);
    show->add_option("PRIORS", shown->priors, priorsHelp())->required();

    auto covered = std::make_shared<CoverageCommand>();
    CLI::App* coverage = addCommand(*priors, invocation, "coverage",
                                    "How well priors cover the objects of a dataset", covered, showCoverage);
    coverage->add_option("DIR", covered->folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    coverage->add_option("--priors", covered->priors, priorsHelp())->required();
    coverage->add_option("--split", covered->split, "List of ImageSets/Main; without it every image");
    coverage->add_flag("--difficult", covered->difficult, "Count difficult objects too");
    coverage->add_flag("--letterbox", covered->letterbox,
                       "Keep aspect ratios when resizing, instead of stretching");
    coverage
        ->add_option("--augmented", covered->augmented,
                     "Also over this many epochs of randomly augmented images, as training with the options "
                     "below would see them")
        ->check(CLI::PositiveNumber);
    covered->seed_option = addSeed(*coverage, covered->seed, "Seed of the augmentation");
    covered->run.addOptionsOfOtherCommand(*coverage);
    addSuggest(*priors, invocation);
}

}  // namespace priorscope::cli
