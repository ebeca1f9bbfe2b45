#include "core/training/training_step.hpp"

#include <ATen/autocast_mode.h>

#include <cmath>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"

namespace priorscope {
namespace {

/// Convolutions in bfloat16 while it lives, where asked for.
class Autocast {
  public:
    explicit Autocast(bool enabled) : m_enabled(enabled) {
        if (m_enabled) {
            at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
            at::autocast::set_cpu_enabled(true);
        }
    }
    ~Autocast() {
        if (m_enabled) {
            at::autocast::clear_cache();
            at::autocast::set_cpu_enabled(false);
        }
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    bool m_enabled;
};

/// The running statistics of normalisation, which a forward pass changes: put back unless kept.
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

std::string actionOf(const TrainingBatch& batch) {
    return "training step " + std::to_string(batch.step + 1);
}

LossParts lossOf(DetectorNetwork& network, const TrainingOptions& options, const TrainingBatch& batch) {
    std::vector<const Image*> images;
    std::vector<TrainingTargets> targets;
    for (const TrainingSample& sample : batch.samples) {
        images.push_back(&sample.image);
        targets.push_back(sample.targets);
    }
    const torch::Tensor input = imagesToTensor(images, network.spec());
    RawPredictions predictions;
    {
        const Autocast autocast(options.precision == "bf16");
        predictions = network.forward(input);
    }
    return network.loss(predictions, targets,
                        {.match_iou = options.match_iou, .negative_ratio = options.negative_ratio});
}

}  // namespace

StepMetrics trainStep(DetectorNetwork& network, Sgd& sgd, const TrainingOptions& options,
                      const Dataset& dataset, const TrainingBatch& batch) {
    StepMetrics metrics;
    metrics.step = batch.step + 1;
    metrics.epoch = batch.epoch;
    metrics.learning_rate = learningRateAt(options, batch.step);
    const std::lock_guard lock(network.mutex());
    BufferGuard buffers(network);
    try {
        network.train();
        sgd.clearGradients();
        const LossParts loss = lossOf(network, options, batch);
        metrics.confidence_loss = loss.confidence.item<double>();
        metrics.localization_loss = loss.localization.item<double>();
        metrics.loss = metrics.confidence_loss + metrics.localization_loss;
        metrics.positives_per_image =
            static_cast<double>(loss.positives) / static_cast<double>(batch.samples.size());
        if (std::isfinite(metrics.loss)) {
            (loss.confidence + loss.localization).backward();
            metrics.gradient_norm = sgd.clipGradients(options.gradient_clip);
        }
        if (!std::isfinite(metrics.loss) || !std::isfinite(metrics.gradient_norm)) {
            throw Error({.action = actionOf(batch),
                         .reason = "the loss or its gradient is no longer a finite number; images: " +
                                   namesOf(batch, dataset),
                         .remedy = "Lower the learning rate, lengthen the warm-up or set gradient_clip"});
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
