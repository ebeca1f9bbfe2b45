// Assigns priors to objects, as the multibox loss does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/box.hpp"

namespace priorscope {

struct MatchingOptions {
    float min_iou = 0.5F;  ///< a prior is positive at or above this IoU; (0, 1]
};

/// The object of each prior: [priors], -1 for background.
/// Each prior takes the object with the highest IoU if that is at least min_iou; then each object, in order,
/// takes its best prior whatever the IoU (forced match; a later object wins if two want the same prior; the
/// first prior wins a tie). Without objects all are background. Source: "SSD: Single Shot MultiBox
/// Detector" (2016), section 2.2; ties and order as torchvision's SSDMatcher
std::vector<std::int32_t> matchPriors(std::span<const Box> priors, std::span<const Box> objects,
                                      const MatchingOptions& options = {});

/// A prior that is trained to detect an object.
struct MatchedPrior {
    std::size_t prior = 0;
    std::size_t object = 0;
    float iou = 0.0F;
    bool is_forced = false;  ///< below min_iou, or taken from an object with a higher IoU
};

/// The positives of matchPriors() for one image, ordered by object, best first; all other priors
/// are negatives.
std::vector<MatchedPrior> matchedPriors(std::span<const Box> priors, std::span<const Box> objects,
                                        const MatchingOptions& options = {});

/// The negatives with the highest IoU: those that just miss the threshold, best first.
/// @param count  maximum number
std::vector<MatchedPrior> nearMisses(std::span<const Box> priors, std::span<const Box> objects,
                                     std::size_t count, const MatchingOptions& options = {});

}  // namespace priorscope
