// Average precision against the matching IoU, of what NMS and top-k leave of a split.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/detection/kept_candidates.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

/// COCO's average precision at each of its ten IoUs.
struct IouCurve {
    static constexpr std::size_t kPoints = 10;
    using Precisions = std::array<double, kPoints>;

    std::array<double, kPoints> iou{};    ///< 0.50, 0.55, … 0.95
    std::optional<Precisions> mean_ap{};  ///< over the classes that have one; none if no class has
    /// [judged classes of the mapping] labels 1 …; none without objects that count, and where the detector
    /// does not know the class
    std::vector<std::optional<Precisions>> class_ap{};
    int averaged = 0;  ///< number of classes in the mean
};

/// Over every kept detection, whatever the threshold on the score. The mean of the ten is COCO's AP, and the
/// points at 0.5 and 0.75 are its AP50 and AP75: 101 points, at most 100 detections of an image and class,
/// difficult objects ignored. Source: as Evaluator
/// @param kept   of the store's candidates, at every score
/// @param truth  [images of the store]
/// @param workers  threads; 0: all cores. The result does not depend on it
/// @return nothing if stopped
/// @throws Error if an object's label is not among the judged classes
std::optional<IouCurve> iouCurveOf(const CandidateStore& store, const KeptCandidates& kept,
                                   std::span<const TruthImage> truth, const ClassMapping& mapping,
                                   std::stop_token stop = {}, int workers = 0);

}  // namespace priorscope
