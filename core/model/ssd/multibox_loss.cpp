#include "core/model/ssd/multibox_loss.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/box.hpp"
#include "core/priors/matching.hpp"

namespace priorscope {
namespace {

/// Which priors reach the IoU with one of the boxes.
std::vector<bool> reaching(const PriorSet& priors, const std::vector<Box>& boxes, double iou) {
    std::vector<bool> reached(priors.boxes.size(), false);
    const auto least = static_cast<float>(iou);
    for (const Box& box : boxes) {
        for (std::size_t p = 0; p < reached.size(); ++p) {
            reached[p] = reached[p] || intersectionOverUnion(priors.boxes[p], box) >= least;
        }
    }
    return reached;
}

/// The negatives of each image with the largest entropy. No gradient flows through the choice.
/// @param entropy  [N, priors]
/// @param labels   [N, priors]
/// @return [N, priors] truth values
torch::Tensor hardestNegatives(const torch::Tensor& entropy, const torch::Tensor& labels,
                               const LossOptions& options) {
    const torch::Tensor is_negative = labels == 0;
    const torch::Tensor hardness =
        entropy.detach().masked_fill(is_negative.logical_not(), -std::numeric_limits<double>::infinity());
    const torch::Tensor positives = (labels > 0).sum(1, /*keepdim=*/true).to(torch::kFloat64);
    const torch::Tensor quota =
        torch::where(positives > 0, positives * options.negative_ratio,
                     torch::full_like(positives, static_cast<double>(options.empty_negatives)));
    const torch::Tensor order = std::get<1>(hardness.sort(/*stable=*/true, 1, /*descending=*/true));
    const torch::Tensor rank = torch::empty_like(order).scatter_(
        1, order, torch::arange(order.size(1), order.options()).expand_as(order));
    return (rank < quota).logical_and(is_negative);
}

/// The weight of each prior's class; 1 for background.
torch::Tensor weightsOf(const torch::Tensor& labels, torch::ScalarType precision,
                        const std::vector<double>& class_weights) {
    std::vector<double> weights{1.0};
    weights.insert(weights.end(), class_weights.begin(), class_weights.end());
    return torch::tensor(weights, torch::kFloat64)
        .to(labels.device(), precision)
        .index_select(0, labels.clamp_min(0).reshape({-1}))
        .view(labels.sizes());
}

/// Cross entropies of the positives and of the hardest negatives.
torch::Tensor minedEntropies(const torch::Tensor& log_probabilities, const torch::Tensor& of_target,
                             const torch::Tensor& labels, const LossOptions& options) {
    torch::Tensor entropy = -of_target;
    const torch::Tensor taken = (labels > 0).logical_or(hardestNegatives(entropy, labels, options));
    if (options.label_smoothing > 0.0) {
        entropy =
            (1.0 - options.label_smoothing) * entropy - options.label_smoothing * log_probabilities.mean(2);
    }
    if (!options.class_weights.empty()) {
        entropy = entropy * weightsOf(labels, entropy.scalar_type(), options.class_weights);
    }
    return entropy.index({taken});
}

/// Focal losses of all priors but the ignored ones.
torch::Tensor focalLosses(const torch::Tensor& of_target, const torch::Tensor& labels,
                          const LossOptions& options) {
    const torch::Tensor alpha =
        torch::where(labels > 0, torch::full_like(of_target.detach(), options.focal_alpha),
                     torch::full_like(of_target.detach(), 1.0 - options.focal_alpha));
    // 1 − p is 0 where rounding makes p 1, and the gradient of its power would be infinite.
    torch::Tensor loss =
        -alpha * (1.0 - of_target.exp()).clamp_min(1e-12).pow(options.focal_gamma) * of_target;
    if (!options.class_weights.empty()) {
        loss = loss * weightsOf(labels, loss.scalar_type(), options.class_weights);
    }
    return loss.index({labels >= 0});
}

}  // namespace

PriorTargets assignTargets(const PriorSet& priors, const std::vector<TrainingTargets>& targets,
                           double match_iou) {
    const auto images = static_cast<std::int64_t>(targets.size());
    const auto count = static_cast<std::int64_t>(priors.boxes.size());
    PriorTargets result;
    result.labels = torch::zeros({images, count}, torch::kInt64);
    result.offsets = torch::zeros({images, count, 4}, torch::kFloat32);
    auto* labels = result.labels.data_ptr<std::int64_t>();
    auto* offsets = result.offsets.data_ptr<float>();
    for (std::int64_t i = 0; i < images; ++i) {
        const TrainingTargets& truth = targets[static_cast<std::size_t>(i)];
        const std::vector<std::int32_t> match =
            matchPriors(priors.boxes, truth.boxes, {.min_iou = static_cast<float>(match_iou)});
        const std::vector<bool> ignored = reaching(priors, truth.ignored, match_iou);
        for (std::int64_t p = 0; p < count; ++p) {
            const std::int32_t object = match[static_cast<std::size_t>(p)];
            if (object < 0) {
                labels[i * count + p] = ignored[static_cast<std::size_t>(p)] ? kIgnoredPrior : 0;
                continue;
            }
            labels[i * count + p] = truth.labels[static_cast<std::size_t>(object)];
            const auto encoded =
                encodeOffsets(truth.boxes[static_cast<std::size_t>(object)],
                              priors.centers[static_cast<std::size_t>(p)], priors.config.variances);
            std::copy(encoded.begin(), encoded.end(), offsets + (i * count + p) * 4);
        }
    }
    return result;
}

LearntObjects learntObjects(const PriorTargets& assigned, const std::vector<TrainingTargets>& targets,
                            const PriorSet& priors, std::size_t classes) {
    LearntObjects learnt{.objects_of_classes = std::vector<std::int64_t>(classes),
                         .positives_of_classes = std::vector<std::int64_t>(classes)};
    for (const TrainingTargets& truth : targets) {
        for (const int label : truth.labels) {
            ++learnt.objects_of_classes.at(static_cast<std::size_t>(label - 1));
        }
    }
    std::vector<std::int64_t> positives(priors.boxes.size());
    const auto labels = assigned.labels.accessor<std::int64_t, 2>();
    for (std::int64_t i = 0; i < labels.size(0); ++i) {
        for (std::size_t p = 0; p < positives.size(); ++p) {
            if (const std::int64_t label = labels[i][static_cast<std::int64_t>(p)]; label > 0) {
                ++learnt.positives_of_classes.at(static_cast<std::size_t>(label - 1));
                ++positives[p];
            }
        }
    }
    for (std::size_t k = 0; k + 1 < priors.map_offsets.size(); ++k) {
        const PriorMap& map = priors.config.maps[k];
        const std::size_t first = priors.map_offsets[k];
        const std::size_t count = priors.map_offsets[k + 1] - first;
        const std::size_t per_cell = count / (static_cast<std::size_t>(map.rows) * map.cols);
        std::vector<std::int64_t> of_shapes(per_cell);
        for (std::size_t p = 0; p < count; ++p) {
            of_shapes[p % per_cell] += positives[first + p];
        }
        learnt.positives_of_shapes.insert(learnt.positives_of_shapes.end(), of_shapes.begin(),
                                          of_shapes.end());
    }
    return learnt;
}

MultiboxLoss multiboxLoss(const torch::Tensor& logits, const torch::Tensor& offsets,
                          const PriorTargets& targets, const LossOptions& options) {
    const torch::Tensor labels = targets.labels.to(logits.device());
    // Half precision is too coarse for sums over thousands of priors; double is kept.
    const torch::ScalarType precision = torch::promote_types(logits.scalar_type(), torch::kFloat32);
    const torch::Tensor positive = labels > 0;

    MultiboxLoss parts;
    parts.positives = positive.sum().item<std::int64_t>();
    const double empty_images = static_cast<double>(positive.any(1).logical_not().sum().item<std::int64_t>());
    const double of_empty =
        options.confidence == ConfidenceLoss::mining ? options.empty_negatives / options.negative_ratio : 1.0;
    parts.normaliser = static_cast<double>(parts.positives) + of_empty * empty_images;
    parts.localization =
        torch::smooth_l1_loss(offsets.index({positive}).to(precision),
                              targets.offsets.to(logits.device(), precision).index({positive}),
                              at::Reduction::Sum) *
        options.localization_weight;

    const torch::Tensor log_probabilities = logits.to(precision).log_softmax(2);
    const torch::Tensor of_target = log_probabilities.gather(2, labels.clamp_min(0).unsqueeze(2)).squeeze(2);
    const torch::Tensor losses = options.confidence == ConfidenceLoss::mining
                                     ? minedEntropies(log_probabilities, of_target, labels, options)
                                     : focalLosses(of_target, labels, options);
    parts.confidence = losses.sum();
    return parts;
}

}  // namespace priorscope
