#include "core/training/step/training_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/compute/tf32_use.hpp"
#include "core/compute/torch_device.hpp"
#include "core/training/step/gradient_sums.hpp"

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

std::string namesOf(const std::vector<TrainingSample>& samples, const Dataset& dataset) {
    std::string names;
    for (const TrainingSample& sample : samples) {
        names += (names.empty() ? "" : ", ") + dataset.images[sample.index].id.text();
    }
    return names;
}

Sentence actionOf(std::int64_t step) {
    return Core::tr("training step %1").arg(step + 1);
}

/// Their sum, each divided by its normaliser.
torch::Tensor dividedTotal(const std::vector<LossTerm>& terms) {
    torch::Tensor total;
    for (const LossTerm& term : terms) {
        const torch::Tensor mean = term.sum / std::max(1.0, term.count);
        total = total.defined() ? total + mean : mean;
    }
    return total;
}

}  // namespace

LossOptions lossOptions(const TrainingOptions& options, std::vector<double> class_weights) {
    return {.match_iou = options.match_iou,
            .confidence = options.confidence_loss == "focal" ? ConfidenceLoss::focal : ConfidenceLoss::mining,
            .negative_ratio = options.negative_ratio,
            .empty_negatives = options.empty_negatives,
            .label_smoothing = options.label_smoothing,
            .focal_gamma = options.focal_gamma,
            .focal_alpha = options.focal_alpha,
            .class_weights = std::move(class_weights),
            .localization_weight = options.localization_weight,
            .precision = precisionFromText(options.precision)};
}

BatchLosses lossesOf(DetectorNetwork& network, const LossOptions& options, const TrainingBatch& batch) {
    std::vector<const Image*> images;
    std::vector<TrainingTargets> targets;
    for (const TrainingSample& sample : batch.samples) {
        images.push_back(&sample.image);
        targets.push_back(sample.targets);
    }
    const torch::Tensor first = network.parameters().front();
    const int side = images.front()->width;
    const DetectorSpec spec =
        side == network.spec().inputSize() ? network.spec() : withInputSize(network.spec(), side);
    return network.losses(imagesToTensor(images, spec, first.device()).to(first.scalar_type()), targets,
                          options);
}

void LossSums::add(const BatchLosses& batch) {
    m_sums.resize(batch.terms.size());
    m_counts.resize(batch.terms.size());
    for (std::size_t i = 0; i < batch.terms.size(); ++i) {
        m_sums[i] += batch.terms[i].sum.item<double>();
        m_counts[i] += batch.terms[i].count;
    }
    m_positives += batch.positives;
    m_learnt += batch.learnt;
}

std::vector<double> LossSums::means() const {
    std::vector<double> means;
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        means.push_back(m_sums[i] / std::max(1.0, m_counts[i]));
    }
    return means;
}

bool LossSums::areFinite() const {
    return std::all_of(m_sums.begin(), m_sums.end(), [](double sum) { return std::isfinite(sum); });
}

StepTrainer::StepTrainer(std::shared_ptr<DetectorNetwork> network, const TrainingOptions& options,
                         std::vector<double> class_weights, std::shared_ptr<const Dataset> dataset)
    : m_network(std::move(network)),
      m_options(options),
      m_loss(priorscope::lossOptions(options, std::move(class_weights))),
      m_dataset(std::move(dataset)),
      m_optimizer(parameterGroups(*m_network, options), options),
      m_frozen(*m_network, options) {
    if (m_loss.precision == Precision::fp16) {
        m_scale.emplace();
    }
}

bool StepTrainer::addGradients(const TrainingBatch& batch, LossSums& sums, GradientSums* gradients) {
    const BatchLosses losses = lossesOf(*m_network, m_loss, batch);
    sums.add(losses);
    if (!sums.areFinite()) {
        return false;
    }
    if (gradients != nullptr) {
        return gradients->add(losses.terms);
    }
    const torch::Tensor total = dividedTotal(losses.terms);
    (m_scale ? total * m_scale->factor() : total).backward();
    return true;
}

LossSums StepTrainer::addBatches(TrainingBatch batch, const std::function<TrainingBatch()>& next_batch,
                                 std::int64_t& images) {
    std::optional<GradientSums> gradients;
    if (m_options.accumulate > 1) {
        gradients.emplace(m_optimizer.parameters(), m_scale ? m_scale->factor() : 1.0);
    }
    m_suspects.clear();
    LossSums sums;
    for (int i = 0;;) {
        images += static_cast<std::int64_t>(batch.samples.size());
        const bool is_finite = addGradients(batch, sums, gradients ? &*gradients : nullptr);
        if (!sums.areFinite()) {
            m_suspects = std::move(batch.samples);  // the others were finite
            return sums;
        }
        const bool is_last = ++i == m_options.accumulate;
        if (m_suspects.empty() && (!is_finite || is_last)) {
            m_suspects = std::move(batch.samples);
        }
        if (is_last) {
            break;
        }
        batch = next_batch();
    }
    if (gradients) {
        gradients->finish();
    }
    return sums;
}

bool StepTrainer::finishGradients(StepMetrics& metrics) {
    if (!std::isfinite(metrics.loss)) {
        return true;
    }
    if (m_scale) {
        m_optimizer.scaleGradients(1.0 / m_scale->factor());
    }
    metrics.gradient_norm = m_optimizer.clipGradients(m_options.gradient_clip);
    const bool is_finite = std::isfinite(metrics.gradient_norm);
    return !m_scale || m_scale->accept(is_finite) || m_scale->isExhausted();
}

StepMetrics StepTrainer::train(std::int64_t step, double learning_rate,
                               const std::function<TrainingBatch()>& next_batch, const RunCourse& course) {
    StepMetrics metrics;
    metrics.step = step + 1;
    metrics.learning_rate = learning_rate;
    TrainingBatch batch = next_batch();
    metrics.epoch = batch.epoch;
    const std::lock_guard lock(m_network->mutex());
    // Also for the way back, which autocast does not cover.
    const Tf32Use tf32(m_loss.precision == Precision::tf32, deviceOf(*m_network).is_cuda());
    BufferGuard buffers(*m_network);
    try {
        m_network->train();
        m_frozen.freeze(step, course);
        m_optimizer.clearGradients();
        const LossSums sums = addBatches(std::move(batch), next_batch, metrics.images);
        metrics.losses = sums.means();
        metrics.loss = std::accumulate(metrics.losses.begin(), metrics.losses.end(), 0.0);
        metrics.positives_per_image =
            static_cast<double>(sums.positives()) / static_cast<double>(metrics.images);
        m_learnt = sums.learnt();
        if (!finishGradients(metrics)) {
            metrics.gradient_norm = std::numeric_limits<double>::infinity();
            m_optimizer.clearGradients();
        } else if (!std::isfinite(metrics.loss) || !std::isfinite(metrics.gradient_norm)) {
            throw NotFiniteError(
                {.action = actionOf(step),
                 .reason = Core::tr("the loss or its gradient is not finite; images: %1")
                               .arg(namesOf(m_suspects, *m_dataset)),
                 .remedy = Core::tr("Lower the learning rate, lengthen the warm-up or set gradient_clip")});
        } else {
            m_is_torn = true;
            m_optimizer.step(metrics.learning_rate);
            m_is_torn = false;
        }
    } catch (const std::exception&) {
        m_optimizer.clearGradients();  // saving the run needs memory, too
        rethrowAsError({.action = actionOf(step),
                        .images = m_options.batch_size,
                        .input_size = m_network->spec().inputSize(),
                        .detector = m_network->spec().name});
    }
    buffers.keep();
    return metrics;
}

}  // namespace priorscope
