// Exact search over the priors of one shape on one grid, with the same arithmetic as intersectionOverUnion.
#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/box.hpp"
#include "core/priors/prior_grid.hpp"

namespace priorscope {

/// The best prior of a shape for an object.
struct BestCell {
    float iou = 0.0F;
    std::int32_t cell = -1;  ///< row · cols + column; -1 if every IoU is 0
};

/// The boxes of one shape are products of column intervals and row intervals.
class ShapeSearch {
  public:
    ShapeSearch(const PriorGrid& grid, const PriorMap::Shape& shape);

    /// The largest IoU over all cells, bit-identical to brute force; the first cell wins a tie.
    /// @param at_least  a lower bound of that IoU; the tighter, the faster for clipped grids
    BestCell best(const Box& object, float at_least) const;

    /// Number of cells whose IoU is at least the threshold.
    /// @param threshold  above 0
    std::int32_t countAtLeast(const Box& object, float threshold) const;

  private:
    struct Range {
        int begin = 0;
        int end = 0;
    };
    /// The sides of the priors along one axis: the same for every cell of a column or row.
    struct Axis {
        std::vector<float> low;
        std::vector<float> high;
        int count = 0;
        float cells = 1.0F;
        float side = 0.0F;

        Axis(int intervals, float cells_in_input, float length, bool clip);
        /// A superset of the intervals whose overlap may be at least `needed`.
        Range reaching(float from, float to, float needed) const;
        /// The overlap with the nearest centre, minus a margin for rounding.
        float nearlyBestOverlap(float from, float to) const;
    };

    template <class Visit>
    void visit(const Box& object, const Range& cols, const Range& rows, Visit&& each) const;

    bool m_clipped;
    Axis m_x;
    Axis m_y;
};

}  // namespace priorscope
