// Best IoU of many objects with one shape on one grid, up to rounding, in a few operations an object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/box.hpp"
#include "core/priors/prior_grid.hpp"

namespace priorscope {

/// Boxes as one array for each coordinate, so that a pass over them runs in vector registers.
struct ObjectArrays {
    explicit ObjectArrays(std::span<const Box> boxes);

    std::vector<float> x_min, y_min, x_max, y_max;
    std::vector<float> cx, cy;
    std::vector<float> area;   ///< 0 for an empty box, which no prior covers
    std::vector<float> slack;  ///< largest error of bestIouOfShape; infinite for a box far outside the image
    std::size_t size() const { return area.size(); }
};

/// For unclipped priors of one size the overlap along an axis falls with the distance between centres, so the
/// cell nearest to the object decides. Clipping shortens priors at the border: there the best is where the
/// clipped side ends nearest to the object's own, so at most five cells an axis decide.
/// @param out  [objects], within ObjectArrays::slack of the largest IoU that single precision gives
void bestIouOfShape(const ObjectArrays& objects, const PriorGrid& grid, const PriorMap::Shape& shape,
                    std::span<float> out);

/// Raises each of out to what is given.
void raiseTo(std::span<const float> ious, std::span<float> out);

/// The best shape of each object, and what the others leave it.
struct ShapeRanking {
    explicit ShapeRanking(std::size_t objects) : first(objects), second(objects), shape(objects) {}
    /// @param ious  [objects] of one more shape; the earlier shape keeps a tie
    void add(std::span<const float> ious, std::int32_t index);
    /// What is left to each object without one of the shapes.
    void without(std::int32_t index, std::span<float> out) const;

    std::vector<float> first;         ///< largest IoU; 0 where there is none
    std::vector<float> second;        ///< the next
    std::vector<std::int32_t> shape;  ///< index that gives the first
};

}  // namespace priorscope
