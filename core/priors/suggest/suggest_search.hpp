// Shared by both searches of a suggestion: objects, aim, limits, and trying shapes in
// parallel.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/random.hpp"
#include "core/priors/coverage/shape_pass.hpp"
#include "core/priors/suggest/suggest.hpp"

namespace priorscope {

using ShapeSides = PriorMap::Shape;
/// [objects] best IoU with the priors of one shape, or of several shapes.
using Ious = std::vector<float>;
using SharedIous = std::shared_ptr<const Ious>;

/// Evaluates the aim for any set of shapes from the objects' IoUs.
class SuggestObjective {
  public:
    SuggestObjective(std::span<const CoverageObject> objects, const SuggestOptions& options);

    const ObjectArrays& objects() const { return m_arrays; }
    std::size_t size() const { return m_arrays.size(); }
    /// The objective to maximise: the aim, plus a small share of the mean best IoU, which guides the search
    /// where the aim itself is flat.
    double value(std::span<const float> ious) const;
    /// The same for the element-wise maximum of both.
    double value(std::span<const float> a, std::span<const float> b) const;
    /// @param priors  number of priors of the layout that gave the IoUs
    SuggestFigures figures(std::span<const float> ious, std::int64_t priors) const;
    /// Sides of the objects, in the objective's order.
    std::span<const ShapeSides> sides() const { return m_sides; }

  private:
    struct Sums {
        double iou = 0.0;
        double covered = 0.0;
    };
    Sums sums(const float* a, const float* b, std::size_t begin, std::size_t end) const;

    SuggestAim m_aim;
    float m_threshold;
    ObjectArrays m_arrays;
    std::vector<ShapeSides> m_sides;
    std::vector<std::size_t> m_class_ends;  ///< objects are sorted by class
};

/// A shape on a map.
struct Placed {
    std::size_t map = 0;
    ShapeSides sides{};
};

/// Limits, random numbers and progress of a search.
class SuggestSearch {
  public:
    struct Map {
        PriorGrid grid{};
        std::int64_t cells = 1;  ///< cost of one prior per cell
        float max_side = 0.0F;
        ShapeSides least{};  ///< sides of the smallest new prior
        bool on = true;
    };

    SuggestSearch(const SuggestObjective& objective, const PriorConfig& start, const SuggestOptions& options,
                  std::stop_token stop, const SuggestProgressFn& progress);

    const SuggestObjective& objective() const { return m_objective; }
    const std::vector<Map>& maps() const { return m_maps; }
    std::int64_t budget() const { return m_budget; }
    int maxPerCell() const { return m_max_per_cell; }
    SplitMix64& random() { return m_random; }

    bool isStopped() const { return m_stop.stop_requested(); }
    /// Whether the search was stopped or the steps are used up.
    bool isOver() const { return isStopped() || m_steps >= m_total_steps; }
    /// How much worse a change may be and still be accepted, so that the search can leave local optima:
    /// random and decreasing, zero at the end.
    double tolerance();
    /// Whether a layout is within the budget.
    bool isWithin(const PriorConfig& config) const;
    std::int64_t steps() const { return m_steps; }
    /// @param ious  [objects] of the best layout so far
    void report(std::span<const float> ious);

    /// Clamps sides to those allowed for a prior of the map, rounded to the precision they are written with.
    ShapeSides allowed(std::size_t map, ShapeSides sides) const;
    SharedIous ious(const Placed& shape) const;
    /// Tries each shape separately in addition to the existing ones: [shapes] values of the aim.
    /// @param base  [objects] IoUs without the tried shapes
    std::vector<double> tryShapes(std::span<const Placed> shapes, const Ious& base);
    /// Calls each(index, scratch) for [0, count) on the workers; scratch has one element per object.
    /// @param steps_each  shapes that one call tries
    void inParallel(std::size_t count, std::int64_t steps_each,
                    const std::function<void(std::size_t index, Ious& scratch)>& each);

  private:
    const SuggestObjective& m_objective;
    std::vector<Map> m_maps;
    std::int64_t m_budget = 0;
    SuggestAim m_aim;
    int m_max_per_cell;
    int m_workers;
    std::int64_t m_total_steps;
    std::int64_t m_steps = 0;
    SplitMix64 m_random;
    std::stop_token m_stop;
    SuggestProgressFn m_progress;
    std::vector<Ious> m_scratch;  ///< [workers]
};

/// A part of a layout that is added or removed as a whole.
struct SuggestUnit {
    std::int64_t priors = 0;
    Ious ious{};
    std::size_t map = 0;
    bool is_last_of_map = false;  ///< may only be removed if the map has no other units left
};
/// Figures of a layout as its least useful units are removed one by one, starting with the full layout.
std::vector<SuggestFigures> pruningCurve(const SuggestObjective& objective, std::vector<SuggestUnit> units);

/// Free shapes on every map that is on. @param curve  receives the curve
PriorConfig searchFree(SuggestSearch& search, const PriorConfig& start, std::vector<SuggestFigures>& curve);
/// Scales, extra scales and ratios.
PriorConfig searchClassic(SuggestSearch& search, const PriorConfig& start,
                          std::vector<SuggestFigures>& curve);

}  // namespace priorscope
