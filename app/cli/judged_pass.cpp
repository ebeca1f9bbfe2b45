#include "app/cli/judged_pass.hpp"

#include <utility>

#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/evaluation/slice_network.hpp"

namespace priorscope::cli {

void addJudgedPass(CLI::App& command, JudgedPassArguments& arguments) {
    command.add_option("CHECKPOINT", arguments.checkpoint, kCheckpointHelp)->required();
    command.add_option("DIR", arguments.folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    command.add_option("--split", arguments.split, "List of ImageSets/Main; without it every image");
    command.add_option("--match-iou", arguments.match_iou, "IoU at or above which a detection is right")
        ->check(between(0.01, 1.0))
        ->capture_default_str();
    addCache(command, arguments.cache);
    addCompute(command, arguments.compute);
}

JudgedPass judgedPass(const JudgedPassArguments& arguments, const std::string& title,
                      const std::string& action, Context& context) {
    configureCompute();
    const ComputeContext compute = arguments.compute.context(context.console);
    const Detector detector = loadDetector(arguments.checkpoint).detector.on(compute);
    Dataset dataset = readDataset(arguments.folder, context);
    SplitDetections found =
        passOverSplit(detector, dataset, arguments.split, arguments.cache, title, action, context);
    if (const auto evaluation = evaluateSplit(dataset, found, context.stop)) {
        for (const Sentence& note : notesOf(*evaluation)) {
            context.console.note(note);
        }
    }
    std::vector<TruthImage> truth = truthOf(dataset, found.images);
    KeptCandidates kept =
        keepCandidates(found.candidates, withEveryScore(found.postprocessing.detectionOptions())).value();
    JudgedSplit judged =
        judgeKept(found.candidates, kept, truth, matchOptions(arguments.match_iou, found.mapping)).value();
    SplitSlices slices(dataset, found.images, truth,
                       sliceNetwork(detector.spec(), dataset, found.images, truth).value());
    return {std::move(dataset), std::move(found),  std::move(truth),
            std::move(kept),    std::move(judged), std::move(slices)};
}

}  // namespace priorscope::cli
