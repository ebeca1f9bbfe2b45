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

MultiboxLoss multiboxLoss(const torch::Tensor& logits, const torch::Tensor& offsets,
                          const PriorTargets& targets, double negative_ratio) {
    const auto images = logits.size(0);
    const auto classes = logits.size(2);
    const torch::Tensor labels = targets.labels.to(logits.device());
    // Half precision is too coarse for sums over thousands of priors; double is kept.
    const torch::ScalarType precision = torch::promote_types(logits.scalar_type(), torch::kFloat32);
    const torch::Tensor positive = labels > 0;
    const torch::Tensor is_negative = labels == 0;
    const auto positives = positive.sum().item<std::int64_t>();

    MultiboxLoss parts;
    parts.positives = positives;
    parts.localization = torch::smooth_l1_loss(
        offsets.index({positive}).to(precision),
        targets.offsets.to(logits.device(), precision).index({positive}), at::Reduction::Sum);

    const torch::Tensor entropy =
        torch::nn::functional::cross_entropy(
            logits.to(precision).reshape({-1, classes}), labels.clamp_min(0).reshape({-1}),
            torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kNone))
            .view({images, -1});

    // The hardest negatives are selected by value; no gradient flows through the selection.
    const torch::Tensor hardness =
        entropy.detach().masked_fill(is_negative.logical_not(), -std::numeric_limits<double>::infinity());
    const torch::Tensor positives_per_image = positive.sum(1, /*keepdim=*/true).to(torch::kFloat64);
    const double of_empty =
        std::max(1.0, std::round(static_cast<double>(positives) / static_cast<double>(images)));
    const torch::Tensor quota = torch::where(positives_per_image > 0, positives_per_image,
                                             torch::full_like(positives_per_image, of_empty)) *
                                negative_ratio;
    const torch::Tensor order = std::get<1>(hardness.sort(/*stable=*/true, 1, /*descending=*/true));
    const torch::Tensor rank = torch::empty_like(order).scatter_(
        1, order, torch::arange(order.size(1), order.options()).expand_as(order));
    const torch::Tensor negative = (rank < quota).logical_and(is_negative);

    parts.confidence = entropy.index({positive.logical_or(negative)}).sum();
    return parts;
}

}  // namespace priorscope
