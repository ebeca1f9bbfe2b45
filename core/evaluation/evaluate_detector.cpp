#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "core/evaluation/evaluation.hpp"

namespace priorscope {
namespace {

/// Label in the dataset of each of the detector's labels; 0 where the dataset lacks the class.
std::vector<int> labelMap(const std::vector<std::string>& detector, const std::vector<std::string>& dataset) {
    std::vector<int> map(detector.size() + 1, 0);
    for (std::size_t i = 0; i < detector.size(); ++i) {
        const auto found = std::find(dataset.begin(), dataset.end(), detector[i]);
        if (found != dataset.end()) {
            map[i + 1] = static_cast<int>(found - dataset.begin()) + 1;
        }
    }
    return map;
}

}  // namespace

std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const std::string& split, std::stop_token stop,
                                           const ProgressFn& progress,
                                           const std::function<void(const std::string&)>& on_problem) {
    const std::vector<int> labels = labelMap(detector.spec().classes, dataset.classes);
    if (std::all_of(labels.begin(), labels.end(), [](int label) { return label == 0; })) {
        throw Error({.action = "evaluating",
                     .file = dataset.root.string(),
                     .reason = "the detector and the dataset have no class in common"});
    }
    // Annotations without their image (a partial download) say nothing about the detector.
    std::vector<std::size_t> indices;
    std::size_t absent = 0;
    for (const std::size_t index : dataset.splitIndices(split)) {
        if (dataset.images[index].image_exists) {
            indices.push_back(index);
        } else {
            ++absent;
        }
    }
    if (indices.empty()) {
        throw Error({.action = "evaluating",
                     .file = dataset.root.string(),
                     .reason = "no image of the split \"" + split + "\" is there"});
    }
    if (absent > 0 && on_problem) {
        on_problem(std::to_string(absent) +
                   " images of the split are missing and are left out of the evaluation");
    }
    const DetectionOptions options{.min_score = 0.01F, .nms_iou = 0.45F, .top_k = 200};
    auto candidates = detectImages(detector, dataset, indices, {}, stop, progress, on_problem);
    if (!candidates) {
        return std::nullopt;
    }
    std::vector<EvaluatedImage> images;
    images.reserve(indices.size());
    for (std::size_t i = 0; i < indices.size(); ++i) {
        EvaluatedImage image{.truth = &dataset.images[indices[i]], .detections = {}};
        if ((*candidates)[i]) {
            for (Detection detection : selectDetections(*(*candidates)[i], options)) {
                detection.label = labels[static_cast<std::size_t>(detection.label)];
                if (detection.label > 0) {
                    image.detections.push_back(detection);
                }
            }
        }
        images.push_back(std::move(image));
    }
    return evaluateDetections(images, dataset.classes);
}

}  // namespace priorscope
