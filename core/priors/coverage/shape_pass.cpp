#include "core/priors/coverage/shape_pass.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

/// Maximum effect of rounding centres and corners on an overlap, with a margin, for coordinates up to 2.
constexpr float kOverlapError = 1e-6F;
constexpr float kFarOutside = 2.0F;

/// Objects per block, such that the data stays in the L1 cache.
constexpr std::size_t kBlock = 256;
constexpr std::size_t kMostCandidates = 5;

/// One coordinate axis of the objects, and the shape's side along it.
struct Axis {
    const float* low;
    const float* high;
    const float* center;
    float cells;
    float side;
    int count;  ///< columns or rows
};

/// The cell at trunc(clamp(base * cells + shift, first, last)), or `next` cells after it, but at most last.
/// (The next one is not found with another shift: both might round to the cells beside the wanted one.)
struct Candidate {
    const float* base;
    float shift;
    float next;
    float first;
    float last;
};

struct Candidates {
    std::array<Candidate, kMostCandidates> each{};
    std::size_t count = 0;

    void add(const float* base, float shift, float next, int first, int end) {
        if (first < end) {
            each[count++] = {base, shift, next, static_cast<float>(first), static_cast<float>(end - 1)};
        }
    }
};

/// With clipping, columns fall into three groups: those cut only at the left; those cut at both ends or not
/// at all, which have equal length; and those cut only at the right. In the first group, IoU rises with the
/// clipped end until it passes the object's, then falls; likewise in the last.
Candidates candidatesOf(const Axis& axis, bool clip) {
    Candidates candidates;
    if (!clip) {
        candidates.add(axis.center, 0.0F, 0.0F, 0, axis.count);
        return candidates;
    }
    const float half = 0.5F * axis.side;
    const auto low = [&](int i) { return cellCenter(i, axis.cells) - half; };
    const auto high = [&](int i) { return cellCenter(i, axis.cells) + half; };
    int left = 0;
    while (left < axis.count && low(left) < 0.0F && high(left) <= 1.0F) {
        ++left;
    }
    int right = axis.count;
    while (right > left && low(right - 1) >= 0.0F && high(right - 1) > 1.0F) {
        --right;
    }
    const float half_cells = half * axis.cells;
    for (const float next : {0.0F, 1.0F}) {
        candidates.add(axis.high, -half_cells - 0.5F, next, 0, left);
        candidates.add(axis.low, half_cells - 0.5F, next, right, axis.count);
    }
    candidates.add(axis.center, 0.0F, 0.0F, left, right);
    return candidates;
}

/// Overlap and length of a candidate's interval, for objects [begin, begin + count).
PRIORSCOPE_WIDE void measure(const Axis& axis, const Candidate& candidate, bool clip, std::size_t begin,
                             std::size_t count, float* __restrict overlap, float* __restrict length) {
    const float* __restrict base = candidate.base + begin;
    const float* __restrict low = axis.low + begin;
    const float* __restrict high = axis.high + begin;
    const float step = 1.0F / axis.cells;
    const float half = 0.5F * axis.side;
    // Unclipped intervals are clamped to infinity, so that one loop serves both cases.
    const float least = clip ? 0.0F : -std::numeric_limits<float>::max();
    const float most = clip ? 1.0F : std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < count; ++i) {
        float at = base[i] * axis.cells + candidate.shift;
        at = at < candidate.first ? candidate.first : at;
        at = at > candidate.last ? candidate.last : at;
        at = static_cast<float>(static_cast<int>(at)) + candidate.next;
        at = at > candidate.last ? candidate.last : at;
        const float center = (at + 0.5F) * step;
        float from = center - half;
        float to = center + half;
        from = from < least ? least : from;
        from = from > most ? most : from;
        to = to > most ? most : to;
        length[i] = to - from;
        const float shared = (to < high[i] ? to : high[i]) - (from > low[i] ? from : low[i]);
        overlap[i] = shared > 0.0F ? shared : 0.0F;
    }
}

/// Raises out to the IoU of each object with a box of these overlaps and sides.
PRIORSCOPE_WIDE void raise(const float* __restrict overlap_x, const float* __restrict length_x,
                           const float* __restrict overlap_y, const float* __restrict length_y,
                           const float* __restrict area, std::size_t count, float* __restrict out) {
    for (std::size_t i = 0; i < count; ++i) {
        const float shared = overlap_x[i] * overlap_y[i];
        const float joined = area[i] + length_x[i] * length_y[i] - shared;
        // Avoids a division by zero if both prior and object are empty.
        const float iou = shared / (joined > 1e-30F ? joined : 1e-30F);
        out[i] = iou > out[i] ? iou : out[i];
    }
}

}  // namespace

ObjectArrays::ObjectArrays(std::span<const Box> boxes) {
    for (std::vector<float>* each : {&x_min, &y_min, &x_max, &y_max, &cx, &cy, &area, &slack}) {
        each->reserve(boxes.size());
    }
    for (const Box& box : boxes) {
        x_min.push_back(box.x_min);
        y_min.push_back(box.y_min);
        x_max.push_back(box.x_max);
        y_max.push_back(box.y_max);
        cx.push_back(0.5F * (box.x_min + box.x_max));
        cy.push_back(0.5F * (box.y_min + box.y_max));
        area.push_back(box.area());
        // An error e in overlaps and lengths changes intersection and union by at most e times their sides,
        // and so the IoU by at most 3 e (1 / w + 1 / h), because the union covers the object.
        const float reach = std::max(std::max(std::abs(box.x_min), std::abs(box.y_min)),
                                     std::max(std::abs(box.x_max), std::abs(box.y_max)));
        slack.push_back(reach > kFarOutside || !(box.area() > 0.0F)
                            ? std::numeric_limits<float>::infinity()
                            : 1e-6F + 4.0F * kOverlapError * (1.0F / box.width() + 1.0F / box.height()));
    }
}

void bestIouOfShape(const ObjectArrays& objects, const PriorGrid& grid, const PriorMap::Shape& shape,
                    std::span<float> out) {
    const Axis x{
        objects.x_min.data(), objects.x_max.data(), objects.cx.data(), grid.cells_x, shape.w, grid.cols};
    const Axis y{
        objects.y_min.data(), objects.y_max.data(), objects.cy.data(), grid.cells_y, shape.h, grid.rows};
    const Candidates cols = candidatesOf(x, grid.clip);
    const Candidates rows = candidatesOf(y, grid.clip);
    using Values = std::array<float, kBlock>;
    std::array<Values, kMostCandidates> overlap_x;
    std::array<Values, kMostCandidates> length_x;
    Values overlap_y;
    Values length_y;
    for (std::size_t begin = 0; begin < objects.size(); begin += kBlock) {
        const std::size_t count = std::min(kBlock, objects.size() - begin);
        std::fill_n(out.data() + begin, count, 0.0F);
        for (std::size_t c = 0; c < cols.count; ++c) {
            measure(x, cols.each[c], grid.clip, begin, count, overlap_x[c].data(), length_x[c].data());
        }
        for (std::size_t r = 0; r < rows.count; ++r) {
            measure(y, rows.each[r], grid.clip, begin, count, overlap_y.data(), length_y.data());
            for (std::size_t c = 0; c < cols.count; ++c) {
                raise(overlap_x[c].data(), length_x[c].data(), overlap_y.data(), length_y.data(),
                      objects.area.data() + begin, count, out.data() + begin);
            }
        }
    }
}

void raiseTo(std::span<const float> ious, std::span<float> out) {
    const float* __restrict given = ious.data();
    float* __restrict raised = out.data();
    for (std::size_t i = 0; i < out.size(); ++i) {
        raised[i] = std::max(raised[i], given[i]);
    }
}

void ShapeRanking::add(std::span<const float> ious, std::int32_t index) {
    const float* __restrict iou = ious.data();
    float* __restrict best = first.data();
    float* __restrict next = second.data();
    std::int32_t* __restrict of = shape.data();
    for (std::size_t i = 0; i < ious.size(); ++i) {
        const float held = best[i];
        const std::int32_t holder = of[i];
        best[i] = std::max(held, iou[i]);
        next[i] = std::max(next[i], std::min(held, iou[i]));
        of[i] = held < iou[i] ? index : holder;
    }
}

void ShapeRanking::without(std::int32_t index, std::span<float> out) const {
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = shape[i] == index ? second[i] : first[i];
    }
}

}  // namespace priorscope
