// Objects and priors by width and height, on logarithmic axes.
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

/// Bins that grow by the same factor; both axes of the plane have them.
struct LogBins {
    float low = 1.0F / 75.0F;  ///< fraction of the input's side: 4 of 300 pixels
    float high = 1.0F;
    int count = 48;

    /// Where a side lies: 0 at low, count at high; below 0 and above count outside.
    double position(double side) const;
    /// The inverse of position().
    double side(double position) const;
};

/// Number of objects of each bin, those outside left out: [count × count], by height then width, both
/// rising.
std::vector<std::int32_t> shapeDensity(std::span<const CoverageObject> objects, const LogBins& bins);

/// Places at which a shape is tried.
inline constexpr int kShapePositions = 10;

/// How many places of the network's input a layout covers for an object of each shape. Keeps what an edit of
/// the layout does not touch, as CoverageEngine does; not for two threads at once.
class CoveredShapes {
  public:
    explicit CoveredShapes(const LogBins& bins);

    /// Share of positions within the input at which an object of the size of each bin's centre overlaps its
    /// best prior by at least the threshold: [count × count], by height then width. The positions are the
    /// first kShapePositions of a sequence that fills the plane evenly, the same for every bin.
    /// @return nothing if stopped
    std::optional<std::vector<float>> shares(const PriorConfig& config, float threshold,
                                             std::stop_token stop = {});

  private:
    LogBins m_bins;
    CoverageEngine m_engine;
};

/// A point of the plane, in bins: the centre of the first bin is 0.5.
struct PlanePoint {
    double x = 0.0;
    double y = 0.0;
};

using ContourLine = std::vector<PlanePoint>;

/// Where a grid of values crosses a level: lines from bin to bin, linear between their centres. A closed one
/// ends where it begins.
/// @param values  [count × count]
std::vector<ContourLine> contourOf(std::span<const float> values, int count, float level);

}  // namespace priorscope
