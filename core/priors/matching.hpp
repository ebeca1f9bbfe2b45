// Assigning priors to objects, as the multibox loss does it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/box.hpp"

namespace priorscope {

struct MatchingOptions {
    float min_iou = 0.5F;  ///< a prior is positive at or above; (0, 1]
};

/// Object of each prior: [priors], -1 for background.
/// Each prior takes the object that it overlaps most if that is at least min_iou; then each object, in order,
/// takes its best prior whatever the overlap (forced match; a later object wins where two want the same
/// prior; the first prior wins a tie). No object: all background. Source: "SSD: Single Shot MultiBox
/// Detector" (2016), section 2.2; ties and order as torchvision's SSDMatcher
std::vector<std::int32_t> matchPriors(std::span<const Box> priors, std::span<const Box> objects,
                                      const MatchingOptions& options = {});

/// A prior that learns to find an object.
struct MatchedPrior {
    std::size_t prior = 0;
    std::size_t object = 0;
    float iou = 0.0F;
    bool is_forced = false;  ///< below min_iou, or taken from an object that it overlaps more
};

/// The positives of matchPriors() for one image, in the order of their objects, best first; all other priors
/// are negatives.
std::vector<MatchedPrior> matchedPriors(std::span<const Box> priors, std::span<const Box> objects,
                                        const MatchingOptions& options = {});

/// Negatives that overlap an object most: those that miss the threshold by little, best first.
/// @param count  at most
std::vector<MatchedPrior> nearMisses(std::span<const Box> priors, std::span<const Box> objects,
                                     std::size_t count, const MatchingOptions& options = {});

}  // namespace priorscope
