// The network that a run begins with. Private to core's training: it uses torch types.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/interchange/weights/weights.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {

/// Random weights from the seed; then those of options.weights, as far as they fit. For the focal loss the
/// random biases of background let almost every prior start as background.
std::shared_ptr<DetectorNetwork> initialNetwork(const DetectorSpec& spec, const TrainingOptions& options,
                                                std::optional<WeightReport>& report);

/// The same for a run that is resumed without a checkpoint.
/// @throws Error if the file of weights has changed since it began
std::shared_ptr<DetectorNetwork> networkFromStart(const RunHeader& header, const TrainingOptions& options,
                                                  const DetectorSpec& spec,
                                                  const std::filesystem::path& run_folder,
                                                  std::optional<WeightReport>& report);

}  // namespace priorscope
