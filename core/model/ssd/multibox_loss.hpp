// The multibox loss, with hard negative mining or as a focal loss.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// The label of a prior that takes no part in the loss or in mining.
inline constexpr std::int64_t kIgnoredPrior = -1;

/// Training targets of a batch, per prior.
struct PriorTargets {
    torch::Tensor labels;   ///< [N, priors] int64, 0 is background
    torch::Tensor offsets;  ///< [N, priors, 4] float, 0 for background
};

/// Matches each image's objects to the priors and encodes the offsets. Priors that match none of
/// them, but reach the IoU with one that is to be ignored, are kIgnoredPrior.
PriorTargets assignTargets(const PriorSet& priors, const std::vector<TrainingTargets>& targets,
                           double match_iou);

LearntObjects learntObjects(const PriorTargets& assigned, const std::vector<TrainingTargets>& targets,
                            const PriorSet& priors, std::size_t classes);

/// The terms of the loss for a batch, each a scalar tensor with a gradient. The loss is their sum divided by
/// the normaliser, at least 1.
struct MultiboxLoss {
    torch::Tensor confidence;
    torch::Tensor localization;
    std::int64_t positives = 0;
    /// The positives; an image without any counts as many as its negatives are worth (mining:
    /// empty_negatives / negative_ratio), so that batches of such images have gradients of the usual size.
    double normaliser = 0.0;
};

/// Localization: smooth L1 over the positives' offsets, times its weight. Confidence, by mining: cross
/// entropy over the positives and, per image, the negative_ratio · positives hardest negatives; an image
/// without positives is trained on as background, with empty_negatives (torchvision and Caffe skip it, so
/// that false positives on empty images are never unlearnt). Label smoothing moves a share of the target to
/// all classes alike; negatives are ranked without it. Focal: −α (1 − p)^γ log p of the target's probability
/// p over all priors, α for positives and 1 − α for negatives.
/// @param logits   [N, priors, classes + 1]
/// @param offsets  [N, priors, 4]
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2; equals torchvision 0.14's
/// SSD.compute_loss, which includes the division, for batches in which every image has an object. "Focal Loss
/// for Dense Object Detection" (2017), equation 5, with softmax in place of its sigmoids
MultiboxLoss multiboxLoss(const torch::Tensor& logits, const torch::Tensor& offsets,
                          const PriorTargets& targets, const LossOptions& options);

}  // namespace priorscope
