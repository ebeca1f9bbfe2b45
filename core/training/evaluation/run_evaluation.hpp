// The evaluation of a run on its validation images. Private to core's training.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/evaluation/validation_pictures.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct RunEvaluation {
    Evaluation evaluation{};
    std::vector<double> losses{};  ///< terms of the loss; empty: not asked for, or no image has one
    ValidationPictures pictures{};
};

/// What a run is evaluated on.
struct ValidationImages {
    std::shared_ptr<const Dataset> dataset;
    const ImageSelection& selection;
    const std::vector<std::size_t>& trainable;  ///< of the selection: those that have a loss
};

/// @param options  resolved
/// @return nothing if stopped
std::optional<RunEvaluation> evaluateRun(const std::shared_ptr<DetectorNetwork>& network,
                                         const LossOptions& loss, const ValidationImages& images,
                                         const TrainingOptions& options, const std::stop_token& stop,
                                         const ProgressFn& progress,
                                         const std::function<void(const Sentence&)>& on_problem);

}  // namespace priorscope
