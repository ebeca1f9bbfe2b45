// errors
#include <array>
#include <map>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/kept_pass.hpp"
#include "app/cli/scoring_arguments.hpp"
#include "app/cli/threshold_arguments.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/evaluation/tide.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope::cli {
namespace {

enum class Protocol { tide, voc, coco };

struct ErrorsCommand {
    std::string checkpoint;
    std::string folder;
    ScoringArguments scoring;
    Protocol protocol = Protocol::tide;
    double min_score = 0.0;
    double match_iou = MatchOptions{}.match_iou;
    SuppressionArguments suppression;
    int max_detections = 100;
    DifficultObjects difficult = DifficultObjects::ignore;
    CacheArguments cache;
    ComputeArguments compute;
};

/// The split with what a detector finds at its own thresholds.
ReadTruth detected(const ErrorsCommand& command, Context& context) {
    configureCompute();
    const ComputeContext compute = command.compute.context(context.console);
    const Detector detector = loadDetector(command.checkpoint).detector.on(compute);
    const Dataset dataset = readDataset(command.folder, context);
    ChosenImages chosen = chooseImages(detector, dataset, command.scoring.split, command.scoring.filter,
                                       command.difficult, context);
    const SplitDetections split =
        passOverSplit(detector, dataset, chosen, command.cache, "Detecting", "detecting", context);
    if (const auto evaluation = evaluateSplit(dataset, split, context.stop)) {
        for (const Sentence& note : notesOf(*evaluation)) {
            context.console.note(note);
        }
    }
    ScoringTruth truth(dataset, split.images);
    if (split.filter) {
        truth.lookAt(dataset, split.images, *split.filter);
    }
    const std::vector<bool> known = knownLabels(split.mapping);
    const KeptCandidates kept =
        keepCandidates(split.candidates, command.suppression.over(split.postprocessing.detectionOptions()))
            .value();
    for (std::size_t i = 0; i < split.images.size(); ++i) {
        const std::size_t image = split.images[i];
        // Classes that the detector does not know are not asked for.
        std::erase_if(truth.image(image).objects, [&](const TruthBox& object) {
            return !known.at(static_cast<std::size_t>(object.label));
        });
        truth.image(image).detections =
            scoredImage(dataset.images[image], judgedDetections(split, kept, i)).detections;
    }
    return {std::move(truth), std::move(chosen)};
}

/// Counts by the verdicts that Detect shows.
std::array<std::int64_t, kErrorCauses> countedBy(const ErrorsCommand& command,
                                                 const std::vector<ScoredImage>& images) {
    const MatchOptions match{
        .match_iou = command.match_iou,
        .background_iou = MatchOptions::backgroundIouAt(command.match_iou),
        .protocol = command.protocol == Protocol::voc ? MatchProtocol::voc : MatchProtocol::coco};
    VerdictCounts counts;
    for (const ScoredImage& image : images) {
        counts.add(matchDetections(image, match));
    }
    return {counts.count(Outcome::classification), counts.count(Outcome::localization),
            counts.count(Outcome::both),           counts.count(Outcome::duplicate),
            counts.count(Outcome::background),     counts.missed()};
}

Json boxJson(const PixelBox& box) {
    return {box.x, box.y, box.x + box.width, box.y + box.height};
}

Json itemsJson(const TideResult& result, const std::vector<ScoredImage>& images,
               const std::vector<std::string>& ids, const std::vector<std::string>& classes) {
    const auto name = [&](int label) { return classes[static_cast<std::size_t>(label - 1)]; };
    Json items = Json::array();
    for (const TideItem& item : result.items) {
        const ScoredImage& image = images[item.image];
        Json json{{"type", errorCauseName(item.cause)}, {"image", ids[item.image]}};
        if (item.detection >= 0) {
            const ScoredBox& detection = image.detections[static_cast<std::size_t>(item.detection)];
            json.update({{"label", name(detection.label)},
                         {"score", detection.score},
                         {"box", boxJson(detection.box)}});
        }
        if (item.object >= 0) {
            const TruthBox& object = image.objects[static_cast<std::size_t>(item.object)];
            json["object"] = {{"label", name(object.label)}, {"box", boxJson(object.box)}};
        }
        items.push_back(std::move(json));
    }
    return items;
}

int errors(const ErrorsCommand& command, Context& context) {
    const DetectionSource source{command.checkpoint, command.folder, command.scoring.truth,
                                 command.scoring.detections};
    const bool has_saved = source.isSaved();
    if (has_saved && command.suppression.isGiven()) {
        throw UsageError("--nms-iou, --nms and --top-k are for detectors: saved detections stay as they are");
    }
    const ReadTruth read =
        has_saved ? command.scoring.read(command.difficult, context) : detected(command, context);
    const ScoringTruth& truth = read.truth;
    std::vector<ScoredImage> images;
    std::vector<std::string> ids;
    TideAnalysis tide({.match_iou = command.match_iou,
                       .background_iou = MatchOptions::backgroundIouAt(command.match_iou),
                       .max_detections = static_cast<std::size_t>(command.max_detections)});
    for (std::size_t i = 0; i < truth.images().size(); ++i) {
        if (truth.isScored(i)) {
            ScoredImage image = truth.images()[i];
            image.objects = treated(std::move(image.objects), command.difficult);
            std::erase_if(image.detections,
                          [&](const ScoredBox& box) { return box.score < command.min_score; });
            tide.add(image);
            images.push_back(std::move(image));
            ids.push_back(truth.imageId(i));
        }
    }
    const TideResult result = tide.result();
    const auto counts = command.protocol == Protocol::tide ? result.counts : countedBy(command, images);
    Json types = Json::object();
    Table table({"cause", "count", "AP gained if mended"});
    for (std::size_t i = 0; i < kErrorCauses; ++i) {
        const std::string name = errorCauseName(static_cast<ErrorCause>(i));
        types[name] = {
            {"count", counts[i]}, {"delta_ap", result.delta_ap[i]}, {"tide_count", result.counts[i]}};
        table.add({name, std::to_string(counts[i]), fixed(result.delta_ap[i], 4)});
    }
    table.add({"all wrong detections", "", fixed(result.false_positives, 4)});
    table.add({"all objects not found", "", fixed(result.false_negatives, 4)});
    if (context.console.json()) {
        Json document{{"ap", jsonOrNull(result.ap)},
                      {"types", types},
                      {"false_positives", result.false_positives},
                      {"false_negatives", result.false_negatives},
                      {"items", itemsJson(result, images, ids, truth.classes())}};
        read.chosen.addTo(document);
        context.console.printJson(document);
    } else {
        read.chosen.print(context.console.text());
        context.console.text() << "AP@" << fixed(command.match_iou, 2) << " (TIDE) " << fixed(result.ap, 4)
                               << "\n\n";
        table.print(context.console.text());
    }
    return 0;
}

}  // namespace

void addErrorsCommand(CLI::App& app, Invocation& invocation) {
    static const std::map<std::string, Protocol> kProtocols{
        {"tide", Protocol::tide}, {"voc", Protocol::voc}, {"coco", Protocol::coco}};
    auto command = std::make_shared<ErrorsCommand>();
    CLI::App* errors_app =
        addCommand(app, invocation, "errors",
                   "Errors by cause, and what each cause costs (TIDE), of a detector on a split or of "
                   "saved detections",
                   command, errors);
    errors_app->add_option("CHECKPOINT", command->checkpoint, kCheckpointHelp);
    errors_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml");
    addScoring(*errors_app, command->scoring);
    errors_app
        ->add_option_function<std::string>(
            "--protocol", [command](const std::string& name) { command->protocol = kProtocols.at(name); },
            "How errors are counted: tide, or as VOC or COCO match; what they cost is TIDE's")
        ->check(CLI::IsMember({"tide", "voc", "coco"}))
        ->default_str("tide");
    errors_app->add_option("--min-score", command->min_score, "Leave out detections below")
        ->check(between(0.0, 1.0))
        ->capture_default_str();
    errors_app
        ->add_option("--max-detections", command->max_detections, "TIDE takes the best ones of an image")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    addMatchIou(*errors_app, command->match_iou);
    addSuppression(*errors_app, command->suppression);
    addDifficult(*errors_app, command->difficult);
    addCache(*errors_app, command->cache);
    addCompute(*errors_app, command->compute);
}

}  // namespace priorscope::cli
