#include "core/training/training_session.hpp"

#include "core/compute/torch_half.hpp"
#include "core/training/steering/run_status.hpp"

namespace priorscope {

std::unique_ptr<TrainingSession> TrainingSession::start(const std::shared_ptr<const Dataset>& dataset,
                                                        const DetectorSpec& spec,
                                                        const TrainingImages& images,
                                                        const TrainingOptions& options,
                                                        const std::filesystem::path& run_folder) {
    return torchHalf().start_training(dataset, spec, images, options, run_folder);
}

std::unique_ptr<TrainingSession> TrainingSession::start(const std::shared_ptr<const Dataset>& dataset,
                                                        const DetectorSpec& spec,
                                                        const TrainingOptions& options,
                                                        const std::filesystem::path& run_folder) {
    return start(dataset, spec, imagesOfSplits(*dataset, options), options, run_folder);
}

void TrainingSession::plan(const std::shared_ptr<const Dataset>& dataset, const DetectorSpec& spec,
                           const TrainingOptions& options, const std::filesystem::path& run_folder,
                           std::int64_t place) {
    start(dataset, spec, options, run_folder).reset();
    RunStatus status = statusHere();
    status.state = TrainingState::stopped;
    status.queued = place;
    writeStatus(run_folder, status);
}

std::unique_ptr<TrainingSession> TrainingSession::resume(const std::filesystem::path& run_folder,
                                                         const RunMove& move, const std::stop_token& stop,
                                                         const ProgressFn& progress,
                                                         const DetectorFamilies& families) {
    return torchHalf().resume_training(run_folder, move, stop, progress, families);
}

}  // namespace priorscope
