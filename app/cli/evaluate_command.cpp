// evaluate
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/evaluation_output.hpp"
#include "app/cli/kept_pass.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/training/evaluation/evaluate_detector.hpp"
#include "core/training/evaluation/split_detections.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {
namespace {

struct EvaluateCommand {
    std::string checkpoint;
    std::string folder;
    std::string split;
    FilterArguments filter;
    DifficultObjects difficult = DifficultObjects::ignore;
    IntervalArguments intervals;
    CacheArguments cache;
    ComputeArguments compute;
};

/// Keeps every detection, so that images can be drawn anew.
void showWithIntervals(const EvaluateCommand& command, const Detector& detector, const Dataset& dataset,
                       const ChosenImages& chosen, Context& context) {
    const SplitDetections found =
        passOverSplit(detector, dataset, chosen, command.cache, "Evaluating", "evaluating", context);
    const ScoredSplit split =
        scoreSplit(dataset, found, found.postprocessing.detectionOptions(), command.difficult).value();
    std::vector<const ScoredImage*> images;
    for (const ScoredImage& image : split.images) {
        images.push_back(&image);
    }
    show(split.evaluation, images, knownLabels(found.mapping), command.intervals, chosen, context);
}

Evaluation evaluationOf(const EvaluateCommand& command, const Detector& detector, const Dataset& dataset,
                        const ChosenImages& chosen, Context& context) {
    if (command.cache.is_off) {
        return passOverImages(
            context, "Evaluating", "evaluating", [&](const auto& progress, const auto& problem) {
                return evaluateDetector(detector, dataset, chosen.selection, context.stop, progress, problem,
                                        command.difficult, chosen.filter);
            });
    }
    const SplitDetections found =
        passOverSplit(detector, dataset, chosen, command.cache, "Evaluating", "evaluating", context);
    auto evaluation = evaluateSplit(dataset, found, context.stop, {}, command.difficult);
    if (!evaluation) {
        throwStopped("evaluating");
    }
    return *std::move(evaluation);
}

int evaluate(const EvaluateCommand& command, Context& context) {
    configureCompute();
    const ComputeContext compute = command.compute.context(context.console);
    const LoadedDetector loaded = loadDetector(command.checkpoint);
    const Detector detector = loaded.detector.on(compute);
    const Dataset dataset = readDataset(command.folder, context);
    const ChosenImages chosen =
        chooseImages(detector, dataset, command.split, command.filter, command.difficult, context);
    for (const Sentence& note :
         notesOnSeenImages(loaded.file, "The detector", dataset, chosen.selection.images())) {
        context.console.note(note);
    }
    if (command.intervals.wanted) {
        showWithIntervals(command, detector, dataset, chosen, context);
        return 0;
    }
    show(evaluationOf(command, detector, dataset, chosen, context), chosen, context.console);
    return 0;
}

}  // namespace

void addEvaluateCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<EvaluateCommand>();
    CLI::App* evaluate_app = addCommand(app, invocation, "evaluate",
                                        "Average precision of a detector on a split", command, evaluate);
    evaluate_app->add_option("CHECKPOINT", command->checkpoint, kCheckpointHelp)->required();
    evaluate_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")
        ->required();
    evaluate_app->add_option("--split", command->split, "List of ImageSets/Main; without it every image");
    addWhere(*evaluate_app, command->filter);
    addDifficult(*evaluate_app, command->difficult);
    addIntervals(*evaluate_app, command->intervals);
    addCache(*evaluate_app, command->cache);
    addCompute(*evaluate_app, command->compute);
}

}  // namespace priorscope::cli
