#include "core/evaluation/evaluation.hpp"

#include <algorithm>
#include <string>

#include "core/evaluation/class_results.hpp"

namespace priorscope {
namespace {

void checkLabel(int label, std::size_t classes) {
    if (label < 1 || static_cast<std::size_t>(label) > classes) {
        throw Error({.action = Core::tr("evaluating detections"),
                     .reason = Core::tr("label %1 is not one of the %2 classes").arg(label).arg(classes)});
    }
}

/// @return nothing if no class has a value
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

/// [classes] the image's objects and detections of each; detections by descending score.
std::vector<ClassImage> byClass(const ScoredImage& image, std::size_t classes, DifficultObjects difficult) {
    std::vector<ClassImage> result(classes);
    for (const TruthBox& object : treated(image.objects, difficult)) {
        checkLabel(object.label, classes);
        result[static_cast<std::size_t>(object.label - 1)].objects.push_back(object);
    }
    for (const std::size_t index : orderByScore(image.detections)) {
        const ScoredBox& detection = image.detections[index];
        checkLabel(detection.label, classes);
        ClassImage& of_class = result[static_cast<std::size_t>(detection.label - 1)];
        of_class.detections.push_back(detection);
    }
    for (ClassImage& of_class : result) {
        of_class.iou.reserve(of_class.detections.size() * of_class.objects.size());
        for (const ScoredBox& detection : of_class.detections) {
            for (const TruthBox& object : of_class.objects) {
                of_class.iou.push_back(object.is_crowd ? intersectionOverFirst(detection.box, object.box)
                                                       : intersectionOverUnion(detection.box, object.box));
            }
        }
    }
    return result;
}

}  // namespace

Evaluator::Evaluator(const std::vector<std::string>& classes, DifficultObjects difficult)
    : m_classes(classes), m_difficult(difficult), m_tallies(classes.size()) {}

Evaluator::~Evaluator() = default;

void Evaluator::add(const ImageRecord& truth, std::span<const Detection> detections) {
    add(scoredImage(truth, detections));
}

void Evaluator::add(const ScoredImage& image) {
    const std::vector<ClassImage> of_class = byClass(image, m_tallies.size(), m_difficult);
    for (std::size_t c = 0; c < of_class.size(); ++c) {
        judgeByVoc(of_class[c], m_tallies[c]);
        judgeByCoco(of_class[c], m_tallies[c]);
    }
    ++m_images;
}

Evaluation Evaluator::result() const {
    Evaluation evaluation;
    evaluation.images = m_images;
    const CocoResults coco = cocoResults(m_tallies);
    for (std::size_t c = 0; c < m_tallies.size(); ++c) {
        const VocFigures figures = vocFigures(m_tallies[c]);
        evaluation.classes.push_back({.name = m_classes[c],
                                      .label = static_cast<int>(c) + 1,
                                      .positives = m_tallies[c].positives,
                                      .ap_voc07 = figures.ap_voc07,
                                      .ap_voc10 = figures.ap_voc10,
                                      .ap50 = coco.ap50[c]});
    }
    evaluation.map_voc07 = meanOf(evaluation.classes, &ClassEvaluation::ap_voc07);
    evaluation.map_voc10 = meanOf(evaluation.classes, &ClassEvaluation::ap_voc10);
    evaluation.coco = coco.figures;
    return evaluation;
}

Evaluation evaluateDetections(const std::vector<EvaluatedImage>& images,
                              const std::vector<std::string>& classes) {
    Evaluator evaluator(classes);
    for (const EvaluatedImage& image : images) {
        evaluator.add(*image.truth, image.detections);
    }
    return evaluator.result();
}

std::vector<std::optional<double>> classPrecisions(const Evaluation& evaluation) {
    std::vector<std::optional<double>> precisions;
    precisions.reserve(evaluation.classes.size());
    for (const ClassEvaluation& each : evaluation.classes) {
        precisions.push_back(each.ap_voc07);
    }
    return precisions;
}

}  // namespace priorscope
