#include "core/training/training_step.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/compute/torch_device.hpp"

namespace priorscope {
namespace {

/// Saves the running statistics of normalisation, which a forward pass changes; restores them unless kept.
class BufferGuard {
  public:
    explicit BufferGuard(torch::nn::Module& network) : m_buffers(network.buffers()) {
        const torch::NoGradGuard no_grad;
        for (const torch::Tensor& buffer : m_buffers) {
            m_before.push_back(buffer.clone());
        }
    }
    ~BufferGuard() {
        if (!m_kept) {
            const torch::NoGradGuard no_grad;
            for (std::size_t i = 0; i < m_buffers.size(); ++i) {
                m_buffers[i].copy_(m_before[i]);
            }
        }
    }
    BufferGuard(const BufferGuard&) = delete;
    BufferGuard& operator=(const BufferGuard&) = delete;

    void keep() { m_kept = true; }

  private:
    std::vector<torch::Tensor> m_buffers;
    std::vector<torch::Tensor> m_before;
    bool m_kept = false;
};

std::string namesOf(const TrainingBatch& batch, const Dataset& dataset) {
    std::string names;
    for (const TrainingSample& sample : batch.samples) {
        names += (names.empty() ? "" : ", ") + dataset.images[sample.index].id;
    }
    return names;
}

Sentence actionOf(const TrainingBatch& batch) {
    return Core::tr("training step %1").arg(batch.step + 1);
}

std::vector<LossTerm> lossesOf(DetectorNetwork& network, const TrainingOptions& options,
                               const ComputeContext& context, const TrainingBatch& batch) {
    std::vector<const Image*> images;
    std::vector<TrainingTargets> targets;
    for (const TrainingSample& sample : batch.samples) {
        images.push_back(&sample.image);
        targets.push_back(sample.targets);
    }
    const torch::Tensor input = imagesToTensor(images, network.spec()).to(torchDevice(context.device));
    return network.losses(input, targets,
                          {.match_iou = options.match_iou,
                           .negative_ratio = options.negative_ratio,
                           .precision = context.precision});
}

/// The total loss; `values` receives each term.
torch::Tensor totalOf(const std::vector<LossTerm>& terms, std::vector<double>& values) {
    torch::Tensor total;
    for (const LossTerm& term : terms) {
        const torch::Tensor mean = term.sum / std::max(1.0, term.count);
        values.push_back(mean.item<double>());
        total = total.defined() ? total + mean : mean;
    }
    return total;
}

}  // namespace

StepMetrics trainStep(DetectorNetwork& network, Sgd& sgd, const TrainingOptions& options,
                      const ComputeContext& context, const Dataset& dataset, const TrainingBatch& batch) {
    StepMetrics metrics;
    metrics.step = batch.step + 1;
    metrics.epoch = batch.epoch;
    metrics.learning_rate = learningRateAt(options, batch.step);
    const std::lock_guard lock(network.mutex());
    BufferGuard buffers(network);
    try {
        network.train();
        sgd.clearGradients();
        const std::vector<LossTerm> terms = lossesOf(network, options, context, batch);
        const torch::Tensor loss = totalOf(terms, metrics.losses);
        metrics.loss = std::accumulate(metrics.losses.begin(), metrics.losses.end(), 0.0);
        metrics.positives_per_image = terms.front().count / static_cast<double>(batch.samples.size());
        if (std::isfinite(metrics.loss)) {
            loss.backward();
            metrics.gradient_norm = sgd.clipGradients(options.gradient_clip);
        }
        if (!std::isfinite(metrics.loss) || !std::isfinite(metrics.gradient_norm)) {
            throw Error(
                {.action = actionOf(batch),
                 .reason = Core::tr("the loss or its gradient is not finite; images: %1")
                               .arg(namesOf(batch, dataset)),
                 .remedy = Core::tr("Lower the learning rate, lengthen the warm-up or set gradient_clip")});
        }
        sgd.step(metrics.learning_rate);
    } catch (const std::exception&) {
        sgd.clearGradients();  // saving the run needs memory, too
        rethrowAsError({.action = actionOf(batch),
                        .images = static_cast<std::int64_t>(batch.samples.size()),
                        .input_size = network.spec().inputSize(),
                        .detector = network.spec().name});
    }
    buffers.keep();
    return metrics;
}

}  // namespace priorscope
