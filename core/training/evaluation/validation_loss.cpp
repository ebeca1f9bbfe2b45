#include "core/training/evaluation/validation_loss.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <utility>

#include "core/augmentation/sample_maker.hpp"
#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/step/training_step.hpp"

namespace priorscope {
namespace {

/// Samples of the images [first, first + count); unreadable ones are left out, the order is kept.
TrainingBatch batchOf(const SampleMaker& maker, std::size_t first, std::size_t count) {
    std::vector<std::optional<TrainingSample>> samples(count);
    parallelChunks(count, {.chunk = 1}, {}, {}, [&](std::size_t begin, std::size_t end, int) {
        for (std::size_t i = begin; i < end; ++i) {
            try {
                AugmentedSample made = maker.sample({.place = first + i});
                samples[i] = {
                    .image = std::move(made.pixels), .targets = targetsOf(made.objects), .index = made.image};
            } catch (const Error&) {
                // Detection over the same images has reported it.
            }
        }
    });
    TrainingBatch batch;
    for (std::optional<TrainingSample>& sample : samples) {
        if (sample) {
            batch.samples.push_back(std::move(*sample));
        }
    }
    return batch;
}

BatchLosses lossesWithoutTraining(DetectorNetwork& network, const LossOptions& loss,
                                  const TrainingBatch& batch) {
    const std::lock_guard lock(network.mutex());
    try {
        network.eval();
        return lossesOf(network, loss, batch);
    } catch (const std::exception&) {
        rethrowAsError({.action = Core::tr("computing the validation loss"),
                        .images = static_cast<std::int64_t>(batch.samples.size()),
                        .input_size = network.spec().inputSize(),
                        .detector = network.spec().name});
    }
}

}  // namespace

std::optional<std::vector<double>> validationLosses(DetectorNetwork& network, const LossOptions& loss,
                                                    const std::shared_ptr<const Dataset>& dataset,
                                                    const std::vector<std::size_t>& images,
                                                    const TrainingOptions& options,
                                                    const std::stop_token& stop, const ProgressFn& progress) {
    const SampleMaker maker(dataset, images, options.train_on_difficult, {.set = "none"},
                            sampleInput(network.spec()));
    const auto in_batch = static_cast<std::size_t>(options.batch_size);
    const torch::NoGradGuard no_grad;
    LossSums sums;
    bool any = false;
    for (std::size_t first = 0; first < images.size(); first += in_batch) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const TrainingBatch batch = batchOf(maker, first, std::min(in_batch, images.size() - first));
        if (!batch.samples.empty()) {
            sums.add(lossesWithoutTraining(network, loss, batch));
            any = true;
        }
        if (progress) {
            progress({static_cast<std::int64_t>(std::min(first + in_batch, images.size())),
                      static_cast<std::int64_t>(images.size()), "losses"});
        }
    }
    return any ? std::optional(sums.means()) : std::nullopt;
}

}  // namespace priorscope
