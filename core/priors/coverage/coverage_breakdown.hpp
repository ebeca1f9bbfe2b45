// A coverage by overlap, by size and by feature map, and against another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/priors/coverage/coverage.hpp"

namespace priorscope {

/// The best prior of one object by looking at all: for the few objects of an image.
BestPrior bestPriorOf(const Box& object, std::span<const Box> priors);
/// Indices of the priors whose IoU is at least the threshold, best first.
std::vector<std::size_t> priorsCovering(const Box& object, std::span<const Box> priors, float threshold);

/// Objects whose best IoU lies in [i / bins, (i + 1) / bins); 1 belongs to the last: [bins].
std::vector<std::int64_t> bestIouHistogram(const Coverage& coverage, int bins);

/// Objects whose size, the root of the area in pixels of the network's input, lies in [from, to).
struct SizeCoverage {
    double from = 0.0;
    double to = 0.0;  ///< of the last: infinity
    std::int64_t objects = 0;
    std::int64_t covered = 0;  ///< best IoU at or above the threshold
    /// None where there are no objects of the size.
    std::optional<double> recall() const { return shareOf(covered, objects); }
};

/// Bounds of the sizes, in pixels: a small object of COCO is below 32, a large one above 96.
inline constexpr std::array<double, 5> kSizeBounds{16.0, 32.0, 64.0, 96.0, 192.0};

/// @return [kSizeBounds + 1], rising
std::vector<SizeCoverage> coverageBySize(std::span<const CoverageObject> objects, const Coverage& coverage,
                                         int input_size, float threshold);

/// Share of the positives (pairs of an object and a prior that reaches the threshold) that each feature map
/// gets: [maps]; 0 where there are none.
std::vector<double> positiveShares(const Coverage& coverage);

/// Number of objects with 0, 1, 2, 4, 8, … positives: bin 0 holds none, bin k + 1 those from 2^k to below
/// 2^(k + 1); as many bins as are needed.
std::vector<std::int64_t> positivesHistogram(const Coverage& coverage);

/// Mean of the positives of an object; none where there are no objects.
std::optional<double> meanPositives(const Coverage& coverage);

/// Indices into the objects, worst first (by the coverage in which they are worse).
struct UncoveredChange {
    std::vector<std::size_t> still;   ///< uncovered by both
    std::vector<std::size_t> newly;   ///< by the later only
    std::vector<std::size_t> mended;  ///< by the earlier only
};

/// @throws Error where the two are not of the same number of objects
UncoveredChange compareUncovered(const Coverage& before, const Coverage& after, float threshold);

}  // namespace priorscope
