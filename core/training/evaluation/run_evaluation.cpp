#include "core/training/evaluation/run_evaluation.hpp"

#include <utility>

#include "core/model/network_runner.hpp"
#include "core/training/evaluation/evaluate_detector.hpp"
#include "core/training/evaluation/validation_loss.hpp"

namespace priorscope {

std::optional<RunEvaluation> evaluateRun(const std::shared_ptr<DetectorNetwork>& network,
                                         const LossOptions& loss, const ValidationImages& images,
                                         const TrainingOptions& options, const std::stop_token& stop,
                                         const ProgressFn& progress,
                                         const std::function<void(const Sentence&)>& on_problem) {
    const Detector detector = detectorOf(network);
    auto evaluation =
        evaluateDetector(detector, *images.dataset, images.selection, stop, progress, on_problem);
    if (!evaluation) {
        return std::nullopt;
    }
    RunEvaluation result{.evaluation = std::move(*evaluation)};
    if (options.validation_loss && !images.trainable.empty()) {
        auto losses =
            validationLosses(*network, loss, images.dataset, images.trainable, options, stop, progress);
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        result.losses = std::move(losses).value_or(std::vector<double>{});
    }
    result.pictures =
        validationPictures(detector, *images.dataset, images.selection, options.log_images, stop);
    if (stop.stop_requested()) {
        return std::nullopt;  // some pictures may be missing: a resumed run makes the evaluation again, whole
    }
    for (const Sentence& note : notesOf(result.evaluation)) {
        on_problem(Core::tr("The evaluation on %1: %2").arg(images.selection.text()).arg(note));
    }
    return result;
}

}  // namespace priorscope
