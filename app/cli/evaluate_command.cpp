// evaluate
#include "app/cli/command.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/training/evaluation/evaluate_detector.hpp"

namespace priorscope::cli {
namespace {

struct EvaluateCommand {
    std::string checkpoint;
    std::string folder;
    std::string split;
    ComputeArguments compute;
};

Json classAsJson(const ClassEvaluation& each) {
    return {{"ap_voc07", jsonOrNull(each.ap_voc07)},
            {"ap_voc10", jsonOrNull(each.ap_voc10)},
            {"ap50", jsonOrNull(each.ap50)},
            {"positives", each.positives}};
}

/// The classes of the data, then those that only the detector has, whose figures are null.
Json evaluationAsJson(const Evaluation& evaluation) {
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
    return {{"map_voc07", jsonOrNull(evaluation.map_voc07)},
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
}

void printEvaluation(const Evaluation& evaluation, std::ostream& out) {
    Table table({"class", "objects", "AP@0.5 (VOC07)", "AP@0.5 (VOC10)"});
    for (const ClassEvaluation& each : evaluation.classes) {
        table.add(
            {each.name, std::to_string(each.positives), fixed(each.ap_voc07, 3), fixed(each.ap_voc10, 3)});
    }
    table.add({"mean", "", fixed(evaluation.map_voc07, 3), fixed(evaluation.map_voc10, 3)});
    table.print(out);
    const CocoFigures& coco = evaluation.coco;
    out << "\nCOCO: mAP@[.5:.95] " << fixed(coco.ap, 3) << ", at 0.50 " << fixed(coco.ap50, 3) << ", at 0.75 "
        << fixed(coco.ap75, 3) << "; small " << fixed(coco.ap_small, 3) << ", medium "
        << fixed(coco.ap_medium, 3) << ", large " << fixed(coco.ap_large, 3) << "; recall at 100 detections "
        << fixed(coco.ar100, 3) << "; " << evaluation.images << " images\n";
}

int evaluate(const EvaluateCommand& command, Context& context) {
    configureCompute();
    const ComputeContext compute = command.compute.context();
    const Detector detector = loadDetector(command.checkpoint).detector.on(compute);
    const Dataset dataset = readDataset(command.folder, context);
    ProgressLine line = context.console.progress("Evaluating");
    const auto evaluation = evaluateDetector(
        detector, dataset, ImageSelection::ofSplit(dataset, command.split), context.stop,
        [&line](const Progress& progress) { line.update(progress); },
        [&](const std::string& problem) {
            line.finish();
            context.console.note(problem);
        });
    line.finish();
    if (!evaluation) {
        throwStopped("evaluating");
    }
    for (const Sentence& note : notesOf(*evaluation)) {
        context.console.note(note);
    }
    if (!context.console.printJson(evaluationAsJson(*evaluation))) {
        printEvaluation(*evaluation, context.console.text());
    }
    return 0;
}

}  // namespace

void addEvaluateCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<EvaluateCommand>();
    CLI::App* evaluate_app = addCommand(app, invocation, "evaluate",
                                        "Average precision of a detector on a split", command, evaluate);
    evaluate_app->add_option("CHECKPOINT", command->checkpoint, kCheckpointHelp)->required();
    evaluate_app->add_option("DIR", command->folder, "Folder in VOC layout")->required();
    evaluate_app->add_option("--split", command->split, "List of ImageSets/Main; without it every image");
    addCompute(*evaluate_app, command->compute);
}

}  // namespace priorscope::cli
