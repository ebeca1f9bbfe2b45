// Starts and resumes runs. Private to core's torch half.
#pragma once

#include "core/training/training_session.hpp"

namespace priorscope::torch_half {

std::unique_ptr<TrainingSession> startTraining(const std::shared_ptr<const Dataset>& dataset,
                                               const DetectorSpec& spec, const TrainingImages& images,
                                               const TrainingOptions& options,
                                               const std::filesystem::path& run_folder);
std::unique_ptr<TrainingSession> resumeTraining(const std::filesystem::path& run_folder, const RunMove& move,
                                                const std::stop_token& stop, const ProgressFn& progress,
                                                const DetectorFamilies& families);

}  // namespace priorscope::torch_half
