// Summaries of a coverage: by class, by threshold, and the uncovered objects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/priors/coverage/coverage.hpp"

namespace priorscope {

struct ClassCoverage {
    int label = 0;
    std::int64_t objects = 0;
    std::int64_t covered = 0;               ///< best IoU at or above the threshold
    std::optional<double> mean_best_iou{};  ///< none if the class has no objects
    /// None if the class has no objects.
    std::optional<double> recall() const { return shareOf(covered, objects); }
};

/// @param class_count  labels are 1 to class_count
/// @return [class_count], by label
std::vector<ClassCoverage> coverageByClass(std::span<const CoverageObject> objects, const Coverage& coverage,
                                           std::size_t class_count, float threshold);

/// Indices of the objects whose best IoU is below the threshold, worst first; ties in their order.
std::vector<std::size_t> uncoveredObjects(const Coverage& coverage, float threshold);

/// Fraction of objects at or above each threshold: [thresholds]; empty if there are no objects.
std::vector<double> recallCurve(const Coverage& coverage, std::span<const float> thresholds);

/// Indices into PriorSet of the priors of the map cell that contains a point of the network's input; the
/// nearest cell for a point outside.
/// @param x, y  fractions of the input
std::vector<std::size_t> priorsOfCell(const PriorConfig& config, int map, float x, float y);

}  // namespace priorscope
