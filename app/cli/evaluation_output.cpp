#include "app/cli/evaluation_output.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "app/cli/threshold_output.hpp"

namespace priorscope::cli {
namespace {

Json classAsJson(const ClassEvaluation& each) {
    return {{"ap_voc07", jsonOrNull(each.ap_voc07)},
            {"ap_voc10", jsonOrNull(each.ap_voc10)},
            {"ap50", jsonOrNull(each.ap50)},
            {"positives", each.positives}};
}

Json intervalsAsJson(const Evaluation& evaluation, const PrecisionIntervals& intervals) {
    Json classes = Json::object();
    for (std::size_t c = 0; c < evaluation.classes.size(); ++c) {
        classes[evaluation.classes[c].name] = {{"ap_voc07", intervalAsJson(intervals.classes[c].ap_voc07)},
                                               {"ap_voc10", intervalAsJson(intervals.classes[c].ap_voc10)}};
    }
    return {{"map_voc07", intervalAsJson(intervals.map_voc07)},
            {"map_voc10", intervalAsJson(intervals.map_voc10)},
            {"classes", std::move(classes)}};
}

std::string intervalText(const std::optional<ConfidenceInterval>& interval) {
    return interval ? fixed(interval->low, 3) + " to " + fixed(interval->high, 3) : fixed(std::nullopt, 3);
}

Table plainTable(const Evaluation& evaluation) {
    Table table({"class", "objects", "AP@0.5 (VOC07)", "AP@0.5 (VOC10)"});
    for (const ClassEvaluation& each : evaluation.classes) {
        table.add(
            {each.name, std::to_string(each.positives), fixed(each.ap_voc07, 3), fixed(each.ap_voc10, 3)});
    }
    table.add({"mean", "", fixed(evaluation.map_voc07, 3), fixed(evaluation.map_voc10, 3)});
    return table;
}

Table tableOf(const Evaluation& evaluation, const PrecisionIntervals& intervals) {
    const std::string interval = "95 % interval";
    Table table({"class", "objects", "AP@0.5 (VOC07)", interval, "AP@0.5 (VOC10)", interval});
    for (std::size_t c = 0; c < evaluation.classes.size(); ++c) {
        const ClassEvaluation& each = evaluation.classes[c];
        table.add({each.name, std::to_string(each.positives), fixed(each.ap_voc07, 3),
                   intervalText(intervals.classes[c].ap_voc07), fixed(each.ap_voc10, 3),
                   intervalText(intervals.classes[c].ap_voc10)});
    }
    table.add({"mean", "", fixed(evaluation.map_voc07, 3), intervalText(intervals.map_voc07),
               fixed(evaluation.map_voc10, 3), intervalText(intervals.map_voc10)});
    return table;
}

void printEvaluation(const Evaluation& evaluation, const MoreFigures& more, std::ostream& out) {
    (more.intervals != nullptr ? tableOf(evaluation, *more.intervals) : plainTable(evaluation)).print(out);
    const CocoFigures& coco = evaluation.coco;
    out << "\nCOCO: mAP@[.5:.95] " << fixed(coco.ap, 3) << ", at 0.50 " << fixed(coco.ap50, 3) << ", at 0.75 "
        << fixed(coco.ap75, 3) << "; small " << fixed(coco.ap_small, 3) << ", medium "
        << fixed(coco.ap_medium, 3) << ", large " << fixed(coco.ap_large, 3) << "; recall at 100 detections "
        << fixed(coco.ar100, 3) << "; " << evaluation.images << " images\n";
    if (more.at_thresholds != nullptr) {
        out << thresholdsText(*more.at_thresholds);
    }
}

}  // namespace

Json intervalAsJson(const std::optional<ConfidenceInterval>& interval) {
    return interval ? Json::array({interval->low, interval->high}) : Json();
}

Json evaluationAsJson(const Evaluation& evaluation, const PrecisionIntervals* intervals) {
    Json classes = Json::object();
    for (const ClassEvaluation& each : evaluation.classes) {
        classes[each.name] = classAsJson(each);
    }
    for (const std::string& name : evaluation.gaps.without_objects) {
        if (!classes.contains(name)) {
            classes[name] = classAsJson({});
        }
    }
    const CocoFigures& coco = evaluation.coco;
    Json document{{"map_voc07", jsonOrNull(evaluation.map_voc07)},
                  {"map_voc10", jsonOrNull(evaluation.map_voc10)},
                  {"coco",
                   {{"ap", jsonOrNull(coco.ap)},
                    {"ap50", jsonOrNull(coco.ap50)},
                    {"ap75", jsonOrNull(coco.ap75)},
                    {"ap_small", jsonOrNull(coco.ap_small)},
                    {"ap_medium", jsonOrNull(coco.ap_medium)},
                    {"ap_large", jsonOrNull(coco.ap_large)},
                    {"ar1", jsonOrNull(coco.ar1)},
                    {"ar10", jsonOrNull(coco.ar10)},
                    {"ar100", jsonOrNull(coco.ar100)},
                    {"ar_small", jsonOrNull(coco.ar_small)},
                    {"ar_medium", jsonOrNull(coco.ar_medium)},
                    {"ar_large", jsonOrNull(coco.ar_large)}}},
                  {"images", evaluation.images},
                  {"notes", notesOf(evaluation)},
                  {"classes", std::move(classes)}};
    if (intervals != nullptr) {
        document["intervals"] = intervalsAsJson(evaluation, *intervals);
    }
    return document;
}

void show(const Evaluation& evaluation, const ChosenImages& chosen, Console& console,
          const MoreFigures& more) {
    for (const Sentence& note : notesOf(evaluation)) {
        console.note(note);
    }
    Json document = evaluationAsJson(evaluation, more.intervals);
    if (more.at_thresholds != nullptr) {
        std::vector<std::string> classes;
        for (const ClassEvaluation& each : evaluation.classes) {
            classes.push_back(each.name);
        }
        document["at_thresholds"] = thresholdsAsJson(*more.at_thresholds, classes);
    }
    chosen.addTo(document);
    if (!console.printJson(document)) {
        chosen.print(console.text());
        printEvaluation(evaluation, more, console.text());
    }
}

void addBootstrap(CLI::App& command, BootstrapOptions& bootstrap) {
    command.add_option("--draws", bootstrap.draws, "Draws of the bootstrap over the images")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    addSeed(command, bootstrap.seed, "Seed of these draws");
}

void addIntervals(CLI::App& command, IntervalArguments& arguments) {
    command.add_flag("--intervals", arguments.wanted,
                     "Also the 95 % intervals of a bootstrap over the images");
    addBootstrap(command, arguments.bootstrap);
}

void show(const Evaluation& evaluation, std::span<const ScoredImage* const> images,
          const std::vector<bool>& known, const IntervalArguments& intervals, const ChosenImages& chosen,
          Context& context, const ThresholdFigures* at_thresholds) {
    if (!intervals.wanted) {
        show(evaluation, chosen, context.console, {.at_thresholds = at_thresholds});
        return;
    }
    for (const Sentence& doubt : doubtsOf(images.size(), intervals.bootstrap)) {
        context.console.note(doubt);
    }
    const WeighedSplit split(images, evaluation.classes.size(), known, intervals.bootstrap.workers);
    const std::vector<const WeighedSplit*> splits{&split};
    ProgressLine line = context.console.progress("Drawing images");
    const auto drawn = drawPrecisions(splits, intervals.bootstrap, context.stop,
                                      [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!drawn) {
        throwStopped("drawing images anew");
    }
    const PrecisionIntervals found = intervalsOf(drawn->front());
    show(evaluation, chosen, context.console, {.intervals = &found, .at_thresholds = at_thresholds});
}

}  // namespace priorscope::cli
