#include "app/cli/judged_pass.hpp"

#include <utility>

#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/evaluation/slice_network.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {

void addJudgedPass(CLI::App& command, JudgedPassArguments& arguments) {
    command.add_option("CHECKPOINT", arguments.checkpoint, kCheckpointHelp)->required();
    command.add_option("DIR", arguments.folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    command.add_option("--split", arguments.split, "List of ImageSets/Main; without it every image");
    addWhere(command, arguments.filter);
    command.add_option("--match-iou", arguments.match_iou, "IoU at or above which a detection is right")
        ->check(between(0.01, 1.0))
        ->capture_default_str();
    addCache(command, arguments.cache);
    addCompute(command, arguments.compute);
}

namespace {

std::vector<float> brightnessFor(const JudgedPassArguments& arguments, const Dataset& dataset,
                                 const std::vector<std::size_t>& images, Context& context) {
    if (!arguments.has_brightness) {
        return {};
    }
    const std::filesystem::path kept =
        arguments.cache.is_off ? std::filesystem::path() : userBrightnessFile(dataset);
    return measuredBrightness(dataset, images, kept, context).values;
}

}  // namespace

JudgedPass judgedPass(const JudgedPassArguments& arguments, const std::string& title,
                      const std::string& action, Context& context) {
    configureCompute();
    const ComputeContext compute = arguments.compute.context(context.console);
    const LoadedDetector loaded = loadDetector(arguments.checkpoint);
    const Detector detector = loaded.detector.on(compute);
    Dataset dataset = readDataset(arguments.folder, context);
    ChosenImages chosen =
        chooseImages(detector, dataset, arguments.split, arguments.filter, DifficultObjects::ignore, context);
    SplitDetections found = passOverSplit(detector, dataset, chosen, arguments.cache, title, action, context);
    if (const auto evaluation = evaluateSplit(dataset, found, context.stop)) {
        for (const Sentence& note : notesOf(*evaluation)) {
            context.console.note(note);
        }
    }
    for (const Sentence& note : notesOnSeenImages(loaded.file, "The detector", dataset, found.images)) {
        context.console.note(note);
    }
    std::vector<TruthImage> truth = truthOf(dataset, found.images, found.filter);
    KeptCandidates kept =
        keepCandidates(found.candidates, withEveryScore(found.postprocessing.detectionOptions())).value();
    JudgedSplit judged =
        judgeKept(found.candidates, kept, truth, matchOptions(arguments.match_iou, found.mapping)).value();
    SplitSlices slices(dataset, found.images, truth,
                       sliceNetwork(detector.spec(), dataset, found.images, truth).value(),
                       brightnessFor(arguments, dataset, found.images, context));
    return {std::move(dataset), std::move(chosen), std::move(found), std::move(truth),
            std::move(kept),    std::move(judged), std::move(slices)};
}

}  // namespace priorscope::cli
