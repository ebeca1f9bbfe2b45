// evaluate
#include <optional>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/evaluation_output.hpp"
#include "app/cli/kept_pass.hpp"
#include "app/cli/threshold_arguments.hpp"
#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/training/evaluation/split_detections.hpp"
#include "core/training/evaluation/threshold_figures.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {
namespace {

struct EvaluateCommand {
    std::string checkpoint;
    std::string folder;
    std::string split;
    FilterArguments filter;
    DifficultObjects difficult = DifficultObjects::ignore;
    std::optional<float> score;
    SuppressionArguments suppression;
    double match_iou = 0.5;
    IntervalArguments intervals;
    CacheArguments cache;
    ComputeArguments compute;
};

/// The score of counts: as given, else the operating point's where that is one for all classes, else as
/// `detect` has it.
float scoreOf(const EvaluateCommand& command, const LoadedDetector& loaded, Console& console) {
    if (command.score) {
        return *command.score;
    }
    const float otherwise = DetectionOptions{}.min_score;
    try {
        const KeptOperatingPoint kept = keptOperatingPoint(loaded);
        if (kept.point && kept.point->hasOneScore()) {
            return kept.point->scoreRange().first;
        }
        if (kept.point) {
            console.note("The operating point has a score for each class; precision, recall and F1 are at " +
                         fixed(static_cast<double>(otherwise), 2) + " for all, unless --score is given");
        } else if (!kept.ignored.empty()) {
            console.note(kept.ignored);
        }
    } catch (const Error& error) {  // the figures do not need it
        console.note(error.what());
    }
    return otherwise;
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
    const float score = scoreOf(command, loaded, context.console);
    const SplitDetections found =
        passOverSplit(detector, dataset, chosen, command.cache, "Evaluating", "evaluating", context);
    const DetectionOptions at = command.suppression.over(found.postprocessing.detectionOptions());
    ThresholdOptions options{.detection = at, .match_iou = command.match_iou, .difficult = command.difficult};
    options.detection.min_score = score;
    const auto split = scoreSplit(dataset, found, at, command.difficult, context.stop);
    const auto figures = thresholdFigures(dataset, found, options, context.stop);
    if (!split || !figures) {
        throwStopped("evaluating");
    }
    std::vector<const ScoredImage*> images;
    for (const ScoredImage& image : split->images) {
        images.push_back(&image);
    }
    show(split->evaluation, images, knownLabels(found.mapping), command.intervals, chosen, context,
         &*figures);
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
    evaluate_app
        ->add_option(
            "--score", command->score,
            "Score from which detections count for precision, recall, F1 and confusion; default: the "
            "operating point's (command thresholds), else 0.2. Average precision is over every score")
        ->check(between(0.0, 1.0));
    addSuppression(*evaluate_app, command->suppression);
    addMatchIou(*evaluate_app, command->match_iou);
    addIntervals(*evaluate_app, command->intervals);
    addCache(*evaluate_app, command->cache);
    addCompute(*evaluate_app, command->compute);
}

}  // namespace priorscope::cli
