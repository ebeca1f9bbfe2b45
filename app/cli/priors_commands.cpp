// priors show, priors coverage
#include <array>
#include <utility>

#include "app/cli/command.hpp"
#include "core/base/json_fields.hpp"
#include "core/priors/coverage.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope::cli {
namespace {

/// Thresholds of the recall, with their keys.
constexpr std::array<std::pair<const char*, float>, 4> kThresholds{
    {{"0.50", 0.5F}, {"0.60", 0.6F}, {"0.70", 0.7F}, {"0.75", 0.75F}}};

struct ShowCommand {
    std::string priors;
};

/// Ratios, or the shapes of a map of free shapes in pixels.
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
};

Json coverageAsJson(const Coverage& coverage) {
    Json recall = Json::object();
    for (const auto& [key, threshold] : kThresholds) {
        recall[key] = coverage.recall(threshold);
    }
    return {{"objects", coverage.best.size()},
            {"mean_best_iou", coverage.mean_best_iou},
            {"recall", std::move(recall)}};
}

std::vector<std::string> coverageAsRow(const std::string& name, const Coverage& coverage) {
    std::vector<std::string> row{name, std::to_string(coverage.best.size()),
                                 fixed(coverage.mean_best_iou, 3)};
    for (const auto& [key, threshold] : kThresholds) {
        row.push_back(fixed(100.0 * coverage.recall(threshold), 1) + " %");
    }
    return row;
}

int showCoverage(const CoverageCommand& command, Context& context) {
    const PriorSet priors = generatePriors(loadPriorConfig(command.priors));
    const Dataset dataset = readDataset(command.folder, context);
    const auto objects = coverageObjects(dataset, command.split, command.difficult,
                                         command.letterbox ? ResizeMode::letterbox : ResizeMode::stretch);
    const auto coverage = computeCoverage(objects, priors, context.stop);
    if (!coverage) {
        throwStopped("computing the coverage");
    }
    std::vector<std::pair<std::string, Coverage>> classes;
    for (std::size_t c = 0; c < dataset.classes.size(); ++c) {
        classes.emplace_back(dataset.classes[c],
                             coverageOfLabel(*coverage, objects, static_cast<int>(c) + 1));
    }
    Json by_class = Json::object();
    for (const auto& [name, part] : classes) {
        by_class[name] = coverageAsJson(part);
    }
    Json document{{"priors", priors.boxes.size()}};
    document.update(coverageAsJson(*coverage));
    document["classes"] = std::move(by_class);
    document["seconds"] = coverage->seconds;
    if (context.console.printJson(document)) {
        return 0;
    }
    context.console.text() << priors.config.name << ", " << priors.boxes.size() << " priors over "
                           << objects.size() << " objects of " << dataset.name
                           << (command.split.empty() ? "" : ", split " + command.split)
                           << ": share of objects whose best prior reaches the IoU\n\n";
    Table table({"class", "objects", "mean best IoU", "0.50", "0.60", "0.70", "0.75"});
    for (const auto& [name, part] : classes) {
        table.add(part.best.empty() ? std::vector<std::string>{name, "0", "–", "–", "–", "–", "–"}
                                    : coverageAsRow(name, part));
    }
    table.add(coverageAsRow("all", *coverage));
    table.print(context.console.text());
    return 0;
}

}  // namespace

void addPriorsCommands(CLI::App& app, Invocation& invocation) {
    CLI::App* priors = app.add_subcommand("priors", "Show prior layouts and what they cover");
    priors->require_subcommand(1);

    auto shown = std::make_shared<ShowCommand>();
    CLI::App* show = addCommand(*priors, invocation, "show", "Priors of each feature map", shown, showPriors);
    show->add_option("PRIORS", shown->priors, "Preset or JSON file")->required();

    auto covered = std::make_shared<CoverageCommand>();
    CLI::App* coverage = addCommand(*priors, invocation, "coverage",
                                    "How well priors cover the objects of a dataset", covered, showCoverage);
    coverage->add_option("DIR", covered->folder, "Folder in VOC layout")->required();
    coverage->add_option("--priors", covered->priors, "Preset or JSON file")->required();
    coverage->add_option("--split", covered->split, "List of ImageSets/Main; without it every image");
    coverage->add_flag("--difficult", covered->difficult, "Count difficult objects too");
    coverage->add_flag("--letterbox", covered->letterbox,
                       "Keep aspect ratios when resizing, instead of stretching");
}

}  // namespace priorscope::cli
