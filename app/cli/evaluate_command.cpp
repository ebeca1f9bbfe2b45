// evaluate
#include "app/cli/command.hpp"
#include "app/cli/evaluation_output.hpp"
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
    DifficultObjects difficult = DifficultObjects::ignore;
    ComputeArguments compute;
};

int evaluate(const EvaluateCommand& command, Context& context) {
    configureCompute();
    const ComputeContext compute = command.compute.context(context.console);
    const Detector detector = loadDetector(command.checkpoint).detector.on(compute);
    const Dataset dataset = readDataset(command.folder, context);
    const Evaluation evaluation =
        passOverImages(context, "Evaluating", "evaluating", [&](const auto& progress, const auto& problem) {
            return evaluateDetector(detector, dataset, ImageSelection::ofSplit(dataset, command.split),
                                    context.stop, progress, problem, command.difficult);
        });
    show(evaluation, context.console);
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
    addDifficult(*evaluate_app, command->difficult);
    addCompute(*evaluate_app, command->compute);
}

}  // namespace priorscope::cli
