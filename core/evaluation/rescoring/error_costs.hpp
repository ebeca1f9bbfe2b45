// What mean average precision gains if one error alone is mended.
#pragma once

#include <cstddef>
#include <vector>

#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

/// In fractions of mean AP (all points, VOC10), ≥ 0.
struct ErrorCosts {
    std::vector<float> detections{};  ///< [detections of the split] 0: it is right, or not judged
    /// [objects of the split] 0: it does not count. Also of those that are found, since it is the threshold
    /// on the score that says whether they are.
    std::vector<float> objects{};
};

/// AP does not follow the threshold on the score: the cost of an error is the same wherever that stands.
/// A wrong detection is mended as TIDE does it: localisation and classification become right if nothing finds
/// their object yet, whatever its score, all others are removed. An object is mended by being found before
/// all others of its class. Takes time in proportion to the number of detections and its logarithm.
/// Source: "TIDE: A General Toolbox for Identifying Object Detection Errors" (2020), section 2.3, for what
/// mending is; VOCdevkit 2010 VOCap.m for AP
/// @param classes  labels 1 … classes; the mean is over those with objects that count
ErrorCosts errorCosts(const JudgedSplit& split, int classes);

}  // namespace priorscope
