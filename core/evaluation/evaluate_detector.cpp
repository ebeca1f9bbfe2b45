#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/split_detections.hpp"

namespace priorscope {

std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const std::string& split, std::stop_token stop,
                                           const ProgressFn& progress,
                                           const std::function<void(const std::string&)>& on_problem) {
    const auto detections = detectSplit(detector, dataset, split, stop, progress, on_problem);
    return detections ? evaluateSplit(dataset, *detections, stop) : std::nullopt;
}

}  // namespace priorscope
