// Distribution of objects and priors over width and height, on logarithmic axes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/priors/coverage/coverage_engine.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Bins of a constant ratio, used for both axes of the plane.
struct LogBins {
    float low = 1.0F / 75.0F;  ///< fraction of the input's side: 4 of 300 pixels
    float high = 1.0F;
    int count = 48;

    /// The position of a side: 0 at low, count at high; below 0 and above count are outside.
    double position(double side) const;
    /// The inverse of position().
    double side(double position) const;
};

/// Position in an array stored row by row.
inline std::size_t cellIndex(int column, int row, int columns) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
}

/// Number of objects in each bin, those outside left out: [count × count], by height then width, both
/// ascending.
std::vector<std::int32_t> shapeDensity(std::span<const CoverageObject> objects, const LogBins& bins);

/// Number of positions at which a shape is tried.
inline constexpr int kShapePositions = 10;

/// Fraction of positions in the network's input at which a layout covers an object of each shape. Caches what
/// an edit of the layout does not change, like CoverageEngine; not thread-safe.
class CoveredShapes {
  public:
    explicit CoveredShapes(const LogBins& bins);

    /// Fraction of positions within the input at which an object with the size of each bin's centre overlaps
    /// its best prior by at least the threshold: [count × count], by height then width. The positions are the
    /// first kShapePositions of a sequence that fills the plane evenly, the same for every bin.
    /// @return nothing if stopped
    std::optional<std::vector<float>> shares(const PriorConfig& config, float threshold,
                                             std::stop_token stop = {});

  private:
    LogBins m_bins;
    CoverageEngine m_engine;
};

/// A point of the plane, in bin units: the centre of the first bin is 0.5.
struct PlanePoint {
    double x = 0.0;
    double y = 0.0;
};

using ContourLine = std::vector<PlanePoint>;

/// Contour lines of a grid at a level, linearly interpolated between bin centres. A closed line
/// ends where it begins.
/// @param values  [count × count]
std::vector<ContourLine> contourOf(std::span<const float> values, int count, float level);

}  // namespace priorscope
