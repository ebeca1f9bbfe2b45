// The loss on images that a run does not learn from. Private to core's training: it uses torch types.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// The terms of the loss over all images together, resized only, with the network as in detection.
/// @param dataset  with the detector's classes
/// @param images   indices into dataset->images; those that cannot be read are left out
/// @return [terms] in the order of DetectorFamily::losses; nothing if stopped, or no image can be read
std::optional<std::vector<double>> validationLosses(DetectorNetwork& network, const LossOptions& loss,
                                                    const std::shared_ptr<const Dataset>& dataset,
                                                    const std::vector<std::size_t>& images,
                                                    const TrainingOptions& options,
                                                    const std::stop_token& stop, const ProgressFn& progress);

}  // namespace priorscope
