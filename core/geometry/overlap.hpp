// The shared overlap arithmetic, so that all functions that compare boxes give bit-identical results.
#pragma once

#include <algorithm>

namespace priorscope {

/// Length of the intersection of two intervals; negative if they are disjoint.
inline float overlapLength(float a_min, float a_max, float b_min, float b_max) {
    return std::min(a_max, b_max) - std::max(a_min, b_min);
}

/// Intersection over union from the overlap along x and y and both areas; 0 if either area is zero.
inline float iouFromOverlaps(float overlap_x, float overlap_y, float area_a, float area_b) {
    if (!(overlap_x > 0.0F) || !(overlap_y > 0.0F) || !(area_a > 0.0F) || !(area_b > 0.0F)) {
        return 0.0F;
    }
    const float intersection = overlap_x * overlap_y;
    return intersection / (area_a + area_b - intersection);
}

}  // namespace priorscope
