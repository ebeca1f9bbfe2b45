#include "core/training/evaluate_detector.hpp"

#include <utility>

#include "core/evaluation/class_gaps.hpp"
#include "core/training/split_detections.hpp"

namespace priorscope {

std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const std::string& split, std::stop_token stop,
                                           const ProgressFn& progress,
                                           const std::function<void(const std::string&)>& on_problem) {
    const SplitImages of_split = splitImages(detector, dataset, split);
    const Postprocessing& postprocessing = detector.spec().postprocessing;
    const DetectionOptions options = postprocessing.detectionOptions();
    Evaluator evaluator(dataset.classes);
    std::int64_t unreadable = 0;
    const bool complete =
        detectImages(detector, dataset, of_split.images, postprocessing.candidateOptions(), std::move(stop),
                     progress, on_problem, [&](std::size_t position, std::optional<Candidates> candidates) {
                         if (!candidates) {
                             ++unreadable;
                             return;
                         }
                         evaluator.add(dataset.images[of_split.images[position]],
                                       judgedDetections(relabelled(std::move(*candidates), of_split.mapping),
                                                        options, of_split.mapping));
                     });
    if (!complete) {
        return std::nullopt;
    }
    Evaluation evaluation = evaluator.result();
    evaluation.gaps = classGaps(of_split.mapping, evaluation);
    evaluation.absent = of_split.absent;
    evaluation.unreadable = unreadable;
    return evaluation;
}

}  // namespace priorscope
