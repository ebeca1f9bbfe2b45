#include "app/cli/judged_pass.hpp"

#include <utility>

#include "app/cli/threshold_arguments.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/evaluation/saved_split.hpp"
#include "core/training/evaluation/slice_network.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {

void addJudgedPass(CLI::App& command, JudgedPassArguments& arguments) {
    command.add_option("CHECKPOINT", arguments.checkpoint, kCheckpointHelp);
    command.add_option("DIR", arguments.folder, "Dataset: a folder, a COCO file or a data.yaml");
    command.add_option("--ground-truth", arguments.truth,
                       "Dataset, as DIR, of saved detections in place of a detector's");
    command.add_option("--detections", arguments.detections, "Saved detections, as score reads them");
    command.add_option("--split", arguments.split, "List of ImageSets/Main; without it every image");
    addWhere(command, arguments.filter);
    addMatchIou(command, arguments.match_iou);
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

/// The detections before they are judged.
struct Found {
    Dataset dataset;
    ChosenImages chosen;
    SplitDetections split;
    std::optional<DetectorSpec> spec{};  ///< none: they were saved
};

Found detected(const JudgedPassArguments& arguments, const std::string& title, const std::string& action,
               Context& context) {
    const ComputeContext compute = arguments.compute.context(context.console);
    const LoadedDetector loaded = loadDetector(arguments.checkpoint);
    const Detector detector = loaded.detector.on(compute);
    Dataset dataset = readDataset(arguments.folder, context);
    ChosenImages chosen =
        chooseImages(detector, dataset, arguments.split, arguments.filter, DifficultObjects::ignore, context);
    SplitDetections split = passOverSplit(detector, dataset, chosen, arguments.cache, title, action, context);
    if (const auto evaluation = evaluateSplit(dataset, split, context.stop)) {
        for (const Sentence& note : notesOf(*evaluation)) {
            context.console.note(note);
        }
    }
    for (const Sentence& note : notesOnSeenImages(loaded.file, "The detector", dataset, split.images)) {
        context.console.note(note);
    }
    return {std::move(dataset), std::move(chosen), std::move(split), detector.spec()};
}

Found saved(const JudgedPassArguments& arguments, Context& context) {
    Dataset dataset = readDataset(arguments.truth, context);
    ChosenImages chosen =
        chooseImages(dataset, arguments.split, arguments.filter, {.needs_files = false}, context);
    SplitDetections split = savedSplit(dataset, chosen.selection, arguments.detections);
    split.filter = chosen.filter;
    return {std::move(dataset), std::move(chosen), std::move(split)};
}

}  // namespace

JudgedPass judgedPass(const JudgedPassArguments& arguments, const std::string& title,
                      const std::string& action, Context& context) {
    const DetectionSource source{arguments.checkpoint, arguments.folder, arguments.truth,
                                 arguments.detections};
    const bool has_saved = source.isSaved();
    configureCompute();
    Found found = has_saved ? saved(arguments, context) : detected(arguments, title, action, context);
    std::vector<TruthImage> truth = truthOf(found.dataset, found.split.images, found.split.filter);
    KeptCandidates kept =
        keepCandidates(found.split.candidates, withEveryScore(found.split.postprocessing.detectionOptions()))
            .value();
    JudgedSplit judged =
        judgeKept(found.split.candidates, kept, truth, matchOptions(arguments.match_iou, found.split.mapping))
            .value();
    SliceNetwork network = found.spec
                               ? sliceNetwork(*found.spec, found.dataset, found.split.images, truth).value()
                               : SliceNetwork{};
    SplitSlices slices(found.dataset, found.split.images, truth, std::move(network),
                       brightnessFor(arguments, found.dataset, found.split.images, context));
    return {std::move(found.dataset), std::move(found.chosen), std::move(found.split), std::move(truth),
            std::move(kept),          std::move(judged),       std::move(slices)};
}

}  // namespace priorscope::cli
