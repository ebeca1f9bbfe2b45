#include "core/evaluation/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/evaluation/class_results.hpp"

namespace priorscope {
namespace {

/// Area in pixels. Fractions are floats, so whole areas are restored: the limits of COCO's ranges are whole.
double areaInPixels(const Box& box, const ImageRecord& image) {
    const double area = static_cast<double>(box.area()) * image.width * image.height;
    const double nearest = std::round(area);
    return std::abs(area - nearest) < 1e-2 ? nearest : area;
}

void checkLabel(int label, std::size_t classes) {
    if (label < 1 || static_cast<std::size_t>(label) > classes) {
        throw Error({.action = "evaluating detections",
                     .reason = "label " + std::to_string(label) + " is not one of the " +
                               std::to_string(classes) + " classes"});
    }
}

/// @return nothing where no class has a value
std::optional<double> meanOf(const std::vector<ClassEvaluation>& classes,
                             std::optional<double> ClassEvaluation::*value) {
    double sum = 0.0;
    int count = 0;
    for (const ClassEvaluation& evaluation : classes) {
        if (evaluation.*value) {
            sum += *(evaluation.*value);
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

}  // namespace

double preciseIou(const Box& a, const Box& b) {
    const double w = static_cast<double>(std::min(a.x_max, b.x_max)) - std::max(a.x_min, b.x_min);
    const double h = static_cast<double>(std::min(a.y_max, b.y_max)) - std::max(a.y_min, b.y_min);
    if (!(w > 0.0) || !(h > 0.0)) {
        return 0.0;
    }
    const auto area = [](const Box& box) {
        return (static_cast<double>(box.x_max) - box.x_min) * (static_cast<double>(box.y_max) - box.y_min);
    };
    return w * h / (area(a) + area(b) - w * h);
}

std::vector<ClassResults> groupByClass(const std::vector<EvaluatedImage>& images, std::size_t classes) {
    std::vector<ClassResults> grouped(classes);
    std::vector<ClassImage> current(classes);
    for (const EvaluatedImage& image : images) {
        for (const Annotation& object : image.truth->objects) {
            checkLabel(object.label, classes);
            current[static_cast<std::size_t>(object.label - 1)].truths.push_back(
                {object.box, object.difficult, areaInPixels(object.box, *image.truth)});
        }
        for (const Detection& detection : image.detections) {
            checkLabel(detection.label, classes);
            current[static_cast<std::size_t>(detection.label - 1)].detections.push_back(
                {detection.score, detection.box, areaInPixels(detection.box, *image.truth)});
        }
        for (std::size_t c = 0; c < classes; ++c) {
            ClassImage& entry = current[c];
            if (entry.truths.empty() && entry.detections.empty()) {
                continue;
            }
            std::stable_sort(entry.detections.begin(), entry.detections.end(),
                             [](const ScoredBox& a, const ScoredBox& b) { return a.score > b.score; });
            grouped[c].push_back(std::exchange(entry, {}));
        }
    }
    return grouped;
}

Evaluation evaluateDetections(const std::vector<EvaluatedImage>& images,
                              const std::vector<std::string>& classes) {
    const std::vector<ClassResults> grouped = groupByClass(images, classes.size());
    Evaluation evaluation;
    evaluation.images = static_cast<std::int64_t>(images.size());
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const VocFigures figures = vocFigures(grouped[c]);
        evaluation.classes.push_back({.name = classes[c],
                                      .label = static_cast<int>(c) + 1,
                                      .positives = figures.positives,
                                      .ap_voc07 = figures.ap_voc07,
                                      .ap_voc10 = figures.ap_voc10});
    }
    evaluation.map_voc07 = meanOf(evaluation.classes, &ClassEvaluation::ap_voc07);
    evaluation.map_voc10 = meanOf(evaluation.classes, &ClassEvaluation::ap_voc10);
    evaluation.coco = cocoFigures(grouped);
    return evaluation;
}

}  // namespace priorscope
