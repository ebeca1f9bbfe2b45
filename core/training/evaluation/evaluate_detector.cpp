#include "core/training/evaluation/evaluate_detector.hpp"

#include <utility>

#include "core/evaluation/class_gaps.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, std::stop_token stop,
                                           const ProgressFn& progress,
                                           const std::function<void(const Sentence&)>& on_problem,
                                           DifficultObjects difficult,
                                           const std::optional<ImageFilter>& filter) {
    const JudgedImages judged = judgedImages(detector, dataset, selection);
    const Postprocessing& postprocessing = detector.spec().postprocessing;
    const DetectionOptions options = postprocessing.detectionOptions();
    Evaluator evaluator(judgedNames(judged.mapping), difficult, knownLabels(judged.mapping));
    std::int64_t unreadable = 0;
    const bool complete = detectImages(
        detector, dataset, judged.images, postprocessing.candidateOptions(), std::move(stop), progress,
        on_problem, [&](std::size_t position, std::optional<Candidates> candidates) {
            if (!candidates) {
                ++unreadable;
                return;
            }
            evaluator.add(scoredImage(
                dataset.images[judged.images[position]],
                judgedDetections(relabelled(std::move(*candidates), judged.mapping), options, judged.mapping),
                filter));
        });
    if (!complete) {
        return std::nullopt;
    }
    Evaluation evaluation = evaluator.result();
    evaluation.gaps = classGaps(judged.mapping, evaluation);
    evaluation.absent = judged.absent;
    evaluation.unreadable = unreadable;
    return evaluation;
}

}  // namespace priorscope
