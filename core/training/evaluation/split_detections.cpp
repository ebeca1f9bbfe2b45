#include "core/training/evaluation/split_detections.hpp"

#include <utility>

#include "core/dataset/class_names.hpp"
#include "core/evaluation/class_gaps.hpp"

namespace priorscope {

namespace {

/// Why the detector cannot be judged on the dataset; it names two classes that differ only in spelling.
Sentence nothingInCommon(const std::vector<std::string>& of_detector,
                         const std::vector<std::string>& of_data) {
    for (const std::string& own : of_detector) {
        for (const std::string& name : of_data) {
            if (isSpelledAlike(own, name)) {
                return Core::tr(
                           "the detector and the dataset have no class in common: its \"%1\" and the data's "
                           "\"%2\" differ only in spelling")
                    .arg(own)
                    .arg(name);
            }
        }
    }
    return Core::tr("the detector and the dataset have no class in common");
}

/// With what the detections know besides the figures.
Evaluation ofSplit(Evaluation evaluation, const SplitDetections& detections) {
    evaluation.gaps = classGaps(detections.mapping, evaluation);
    evaluation.absent = detections.absent;
    evaluation.unreadable = detections.unreadable;
    return evaluation;
}

}  // namespace

JudgedImages judgedImages(const Detector& detector, const Dataset& dataset, const ImageSelection& selection) {
    JudgedImages result;
    result.mapping = mapClasses(detector.spec().classes, dataset.classes);
    if (result.mapping.shared == 0) {
        throw Error({.action = Core::tr("evaluating"),
                     .file = dataset.root.string(),
                     .reason = nothingInCommon(detector.spec().classes, dataset.classes),
                     .remedy = Core::tr("Open the dataset that the detector was trained for")});
    }
    // Annotations without an image (a partial download) say nothing about the detector.
    for (const std::size_t index : selection.images()) {
        if (dataset.images.at(index).image_exists) {
            result.images.push_back(index);
        } else {
            ++result.absent;
        }
    }
    if (result.images.empty()) {
        throw Error({.action = Core::tr("evaluating"),
                     .file = dataset.root.string(),
                     .reason = noImageReason(selection)});
    }
    return result;
}

std::vector<Detection> judgedDetections(const Candidates& candidates, const DetectionOptions& options,
                                        const ClassMapping& mapping) {
    std::vector<Detection> detections = selectDetections(candidates, options);
    std::erase_if(detections, [&](const Detection& detection) { return detection.label > mapping.judged; });
    return detections;
}

std::vector<Detection> judgedDetections(const SplitDetections& split, const KeptCandidates& kept,
                                        std::size_t image) {
    std::vector<Detection> detections;
    const StoredCandidates stored = split.candidates.image(image);
    for (const std::uint32_t index : kept.image(image)) {
        if (stored.labels[index] <= split.mapping.judged) {
            detections.push_back(stored.at(index));
        }
    }
    return detections;
}

std::optional<SplitDetections> detectSplit(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, std::stop_token stop,
                                           const ProgressFn& progress,
                                           const std::function<void(const Sentence&)>& on_problem,
                                           const std::optional<Postprocessing>& postprocessing) {
    JudgedImages judged = judgedImages(detector, dataset, selection);
    SplitDetections result{.selection = selection,
                           .mapping = std::move(judged.mapping),
                           .postprocessing = postprocessing.value_or(detector.spec().postprocessing),
                           .images = {},
                           .candidates = {},
                           .absent = judged.absent};
    const bool complete = detectImages(
        detector, dataset, judged.images, result.postprocessing.candidateOptions(), std::move(stop), progress,
        on_problem, [&](std::size_t position, std::optional<Candidates> candidates) {
            if (!candidates) {
                ++result.unreadable;
                return;
            }
            result.images.push_back(judged.images[position]);
            result.candidates.add(relabelled(std::move(*candidates), result.mapping));
        });
    return complete ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<Evaluation> evaluateSplit(const Dataset& dataset, const SplitDetections& detections,
                                        std::stop_token stop, const ProgressFn& progress,
                                        DifficultObjects difficult) {
    const auto kept =
        keepCandidates(detections.candidates, detections.postprocessing.detectionOptions(), stop);
    if (!kept) {
        return std::nullopt;
    }
    Evaluator evaluator(judgedNames(detections.mapping), difficult, knownLabels(detections.mapping));
    for (std::size_t i = 0; i < detections.images.size(); ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        evaluator.add(scoredImage(dataset.images[detections.images[i]],
                                  judgedDetections(detections, *kept, i), detections.filter));
        if (progress) {
            progress({static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(detections.images.size()),
                      "images"});
        }
    }
    return ofSplit(evaluator.result(), detections);
}

std::optional<ScoredSplit> scoreSplit(const Dataset& dataset, const SplitDetections& detections,
                                      const DetectionOptions& options, DifficultObjects difficult,
                                      std::stop_token stop) {
    const auto kept = keepCandidates(detections.candidates, options, std::move(stop));
    if (!kept) {
        return std::nullopt;
    }
    ScoredSplit result;
    result.images.reserve(detections.images.size());
    std::vector<const ScoredImage*> images;
    for (std::size_t i = 0; i < detections.images.size(); ++i) {
        ScoredImage& image = result.images.emplace_back(scoredImage(
            dataset.images[detections.images[i]], judgedDetections(detections, *kept, i), detections.filter));
        image.objects = treated(std::move(image.objects), difficult);
        images.push_back(&image);
    }
    constexpr int kAllCores = 0;
    Evaluator evaluator(judgedNames(detections.mapping), DifficultObjects::ignore,
                        knownLabels(detections.mapping));
    evaluator.add(images, kAllCores);
    result.evaluation = ofSplit(evaluator.result(kAllCores), detections);
    return result;
}

MatchOptions matchOptions(double match_iou, const ClassMapping& mapping) {
    return {.match_iou = match_iou,
            .background_iou = MatchOptions::backgroundIouAt(match_iou),
            .judged_classes = mapping.judged,
            .known = knownLabels(mapping)};
}

}  // namespace priorscope
