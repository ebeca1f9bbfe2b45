// Where the labels may be wrong rather than the detector.
#pragma once

#include <span>
#include <vector>

#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/error_items.hpp"
#include "core/evaluation/rescoring/slices.hpp"

namespace priorscope {

/// An error, and how often the detector is right in such a case.
struct Suspect {
    ErrorItem item{};
    float suspicion = 0.0F;  ///< [0, 1]
};

/// Labels to look at, most suspicious first, equal ones by falling score:
/// - detections without an object, and detections of another class on an object that nothing finds: the
///   share of right ones among the detections of their class with their score or a higher one;
/// - objects that no candidate of their class reaches, whatever its score: the share of those of their class
///   and COCO's range of area that one reaches.
/// The threshold on the score does not matter. What the detector was trained on it has learnt to repeat, so
/// that it tells less there.
/// @param prospects  [objects of the split]
/// @param curves     of the split
/// @param least      suspicion of those that are listed
std::vector<Suspect> suspectedLabels(const KeptCandidates& kept, const JudgedSplit& split,
                                     std::span<const ObjectProspects> prospects, const SplitCurves& curves,
                                     const SplitSlices& slices, float least = 0.5F);

}  // namespace priorscope
