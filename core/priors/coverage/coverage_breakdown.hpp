// Breaks a coverage down by overlap, size and feature map, and compares it with another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/priors/coverage/coverage.hpp"

namespace priorscope {

/// The best prior for one object by brute force: for the few objects of an image.
BestPrior bestPriorOf(const Box& object, std::span<const Box> priors);
/// Indices of the priors whose IoU is at least the threshold, best first.
std::vector<std::size_t> priorsCovering(const Box& object, std::span<const Box> priors, float threshold);

/// Number of objects whose best IoU is in [i / bins, (i + 1) / bins); 1 is in the last bin: [bins].
std::vector<std::int64_t> bestIouHistogram(const Coverage& coverage, int bins);

/// Objects whose size, the square root of the area in pixels of the network's input, is in [from, to).
struct SizeCoverage {
    double from = 0.0;
    double to = 0.0;  ///< infinity for the last
    std::int64_t objects = 0;
    std::int64_t covered = 0;  ///< best IoU at or above the threshold
    /// None if there are no objects of that size.
    std::optional<double> recall() const { return shareOf(covered, objects); }
};

/// Size boundaries, in pixels: COCO's small objects are below 32, its large ones above 96.
inline constexpr std::array<double, 5> kSizeBounds{16.0, 32.0, 64.0, 96.0, 192.0};

/// @return [kSizeBounds + 1], ascending
std::vector<SizeCoverage> coverageBySize(std::span<const CoverageObject> objects, const Coverage& coverage,
                                         int input_size, float threshold);

/// Fraction of the positives (pairs of an object and a prior that reaches the threshold) on each feature
/// map: [maps]; 0 if there are no positives.
std::vector<double> positiveShares(const Coverage& coverage);

/// Number of objects with 0, 1, 2, 4, 8, … positives: bin 0 is for none, bin k + 1 for 2^k to below
/// 2^(k + 1); as many bins as needed.
std::vector<std::int64_t> positivesHistogram(const Coverage& coverage);

/// Mean number of positives per object; none if there are no objects.
std::optional<double> meanPositives(const Coverage& coverage);

/// Indices into the objects, worst first (by the coverage in which they are uncovered).
struct UncoveredChange {
    std::vector<std::size_t> still;   ///< uncovered in both
    std::vector<std::size_t> newly;   ///< only in the later one
    std::vector<std::size_t> mended;  ///< only in the earlier one
};

/// @throws Error if the two have different numbers of objects
UncoveredChange compareUncovered(const Coverage& before, const Coverage& after, float threshold);

}  // namespace priorscope
