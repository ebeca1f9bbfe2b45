// The multibox loss with hard negative mining.
#pragma once

#include <torch/torch.h>

#include <vector>

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

/// The terms of the loss for a batch, each a scalar tensor with a gradient. The loss is their sum divided by
/// the number of positives, at least 1.
struct MultiboxLoss {
    torch::Tensor confidence;
    torch::Tensor localization;
    std::int64_t positives = 0;
};

/// Confidence: cross entropy over the positives and, per image, the negative_ratio · positives hardest
/// negatives; localization: smooth L1 over the positives' offsets. An image without positives is trained on
/// as background: it contributes as many negatives as the average image of the batch (torchvision and Caffe
/// skip it, so that false positives on empty images are never unlearnt).
/// @param logits   [N, priors, classes + 1]
/// @param offsets  [N, priors, 4]
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2; equals torchvision 0.14's
/// SSD.compute_loss, which includes the division, for batches in which every image has an object
MultiboxLoss multiboxLoss(const torch::Tensor& logits, const torch::Tensor& offsets,
                          const PriorTargets& targets, double negative_ratio);

}  // namespace priorscope
