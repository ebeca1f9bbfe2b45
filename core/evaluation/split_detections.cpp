#include "core/evaluation/split_detections.hpp"

#include <algorithm>

namespace priorscope {
namespace {

/// Detections of classes that the dataset does not have are neither right nor wrong.
std::vector<Detection> judgedDetections(const Candidates& candidates, const DetectionOptions& options,
                                        const ClassMapping& mapping) {
    std::vector<Detection> detections = selectDetections(candidates, options);
    std::erase_if(detections, [&](const Detection& detection) { return detection.label > mapping.judged; });
    return detections;
}

}  // namespace

std::optional<SplitDetections> detectSplit(const Detector& detector, const Dataset& dataset,
                                           const std::string& split, std::stop_token stop,
                                           const ProgressFn& progress,
                                           const std::function<void(const std::string&)>& on_problem) {
    SplitDetections result;
    result.split = split;
    result.postprocessing = detector.spec().postprocessing;
    result.mapping = mapClasses(detector.spec().classes, dataset.classes);
    if (result.mapping.shared == 0) {
        throw Error({.action = "evaluating",
                     .file = dataset.root.string(),
                     .reason = "the detector and the dataset have no class in common",
                     .remedy = "Open the dataset that the detector was trained for"});
    }
    // Annotations without their image (a partial download) say nothing about the detector.
    std::size_t absent = 0;
    for (const std::size_t index : dataset.splitIndices(split)) {
        if (dataset.images[index].image_exists) {
            result.images.push_back(index);
        } else {
            ++absent;
        }
    }
    if (result.images.empty()) {
        throw Error({.action = "evaluating",
                     .file = dataset.root.string(),
                     .reason = "no image of the split \"" + split + "\" is there"});
    }
    if (absent > 0 && on_problem) {
        on_problem(std::to_string(absent) +
                   " images of the split are missing and are left out of the evaluation");
    }
    auto detected = detectImages(detector, dataset, result.images, result.postprocessing.candidateOptions(),
                                 stop, progress, on_problem);
    if (!detected) {
        return std::nullopt;
    }
    result.candidates.reserve(detected->size());
    for (const std::optional<Candidates>& candidates : *detected) {
        result.candidates.push_back(candidates ? relabelled(*candidates, result.mapping) : Candidates{});
    }
    return result;
}

std::optional<Evaluation> evaluateSplit(const Dataset& dataset, const SplitDetections& detections,
                                        std::stop_token stop, const ProgressFn& progress) {
    const DetectionOptions options = detections.postprocessing.detectionOptions();
    std::vector<EvaluatedImage> images;
    images.reserve(detections.images.size());
    for (std::size_t i = 0; i < detections.images.size(); ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        images.push_back({&dataset.images[detections.images[i]],
                          judgedDetections(detections.candidates[i], options, detections.mapping)});
        if (progress) {
            progress({static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(detections.images.size()),
                      "images"});
        }
    }
    return evaluateDetections(images, dataset.classes);
}

MatchOptions matchOptions(float match_iou, const ClassMapping& mapping) {
    return {.match_iou = match_iou,
            .background_iou = std::min(0.1F, match_iou / 2.0F),
            .judged_classes = mapping.judged};
}

std::optional<VerdictCounts> countVerdicts(const Dataset& dataset, const SplitDetections& detections,
                                           const DetectionOptions& options, float match_iou,
                                           std::stop_token stop) {
    VerdictCounts counts;
    for (std::size_t i = 0; i < detections.images.size(); ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const auto selected = selectDetections(detections.candidates[i], options);
        counts.add(matchDetections(dataset.images[detections.images[i]], selected,
                                   matchOptions(match_iou, detections.mapping)));
    }
    return counts;
}

}  // namespace priorscope
