// Best IoU of many objects with one shape on one grid, up to rounding, in a few operations per object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/box.hpp"
#include "core/priors/prior_grid.hpp"

namespace priorscope {

/// Boxes as a structure of arrays, so that loops over them vectorise.
struct ObjectArrays {
    explicit ObjectArrays(std::span<const Box> boxes);

    std::vector<float> x_min, y_min, x_max, y_max;
    std::vector<float> cx, cy;
    std::vector<float> area;   ///< 0 for an empty box, which no prior covers
    std::vector<float> slack;  ///< error bound of bestIouOfShape; infinite for a box far outside the image
    std::size_t size() const { return area.size(); }
};

/// For unclipped priors of one size the overlap along an axis decreases with the distance between centres, so
/// only the cell nearest to the object matters. Clipping shortens priors at the border: there the best one is
/// where the clipped side ends nearest to the object's own, so at most five cells per axis are checked.
/// @param out  [objects], within ObjectArrays::slack of the largest IoU that single precision gives
void bestIouOfShape(const ObjectArrays& objects, const PriorGrid& grid, const PriorMap::Shape& shape,
                    std::span<float> out);

/// Replaces each element of out by the larger of the two.
void raiseTo(std::span<const float> ious, std::span<float> out);

/// The best shape of each object, and its best IoU without that shape.
struct ShapeRanking {
    explicit ShapeRanking(std::size_t objects) : first(objects), second(objects), shape(objects) {}
    /// @param ious  [objects] of one more shape; the earlier shape wins a tie
    void add(std::span<const float> ious, std::int32_t index);
    /// The best IoU of each object without one of the shapes.
    void without(std::int32_t index, std::span<float> out) const;

    std::vector<float> first;         ///< largest IoU; 0 if there is none
    std::vector<float> second;        ///< the second largest
    std::vector<std::int32_t> shape;  ///< index that gives the first
};

}  // namespace priorscope
