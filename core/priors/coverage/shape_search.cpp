#include "core/priors/coverage/shape_search.hpp"

#include <algorithm>
#include <cmath>

#include "core/geometry/overlap.hpp"

namespace priorscope {
namespace {

/// Maximum effect of rounding centres and corners on an overlap, with a margin.
float overlapError(float from, float to) {
    return 2e-6F * std::max(1.0F, std::max(std::abs(from), std::abs(to)));
}

/// The integer part, clamped to [0, most]; cheaper than std::floor, which is a call without SSE 4.1.
int wholePart(float position, int most) {
    return static_cast<int>(std::min(std::max(position, 0.0F), static_cast<float>(most)));
}

/// Columns compared per step; the arrays are padded with that many empty intervals, far from all objects.
constexpr std::size_t kLanes = 4;
constexpr float kNowhere = 1e9F;

/// Maximum effect of corner rounding on a prior's side.
constexpr float kSideError = 1e-6F;

}  // namespace

ShapeSearch::Axis::Axis(int intervals, float cells_in_input, float length, bool clip)
    : count(intervals), cells(cells_in_input), side(length) {
    const auto padded = static_cast<std::size_t>(count) + kLanes - 1;
    low.reserve(padded);
    high.reserve(padded);
    for (int i = 0; i < count; ++i) {
        const float center = cellCenter(i, cells);
        const Box box = boxFromCenter({center, center, side, side});
        const Box kept = clip ? clippedToImage(box) : box;
        low.push_back(kept.x_min);
        high.push_back(kept.x_max);
    }
    low.resize(padded, kNowhere);
    high.resize(padded, kNowhere);
}

ShapeSearch::Range ShapeSearch::Axis::reaching(float from, float to, float needed) const {
    // Unclipped, an overlap is the shorter side, or half of both minus the distance of the centres; clipping
    // only reduces it.
    const float error = overlapError(from, to);
    const float width = to - from;
    if (std::min(width, side) + error < needed) {
        return {};
    }
    // Centres are at integers plus one half.
    const float middle = 0.5F * (from + to) * cells - 0.5F;
    const float reach = (0.5F * (width + side) - needed + error) * cells;
    const int begin = wholePart(middle - reach, count);
    return {static_cast<float>(begin) < middle - reach ? begin + 1 : begin,
            wholePart(middle + reach + 1.0F, count)};
}

float ShapeSearch::Axis::nearlyBestOverlap(float from, float to) const {
    const auto index = static_cast<std::size_t>(wholePart(0.5F * (from + to) * cells, count - 1));
    return overlapLength(from, to, low[index], high[index]) - overlapError(from, to);
}

template <class Visit>
void ShapeSearch::visit(const Box& object, const Range& cols, const Range& rows, Visit&& each) const {
    const float area = object.area();
    const auto stride = m_x.count;
    for (int row = rows.begin; row < rows.end; ++row) {
        const auto r = static_cast<std::size_t>(row);
        const float overlap_y = overlapLength(object.y_min, object.y_max, m_y.low[r], m_y.high[r]);
        const float height = m_y.high[r] - m_y.low[r];
        if (!(overlap_y > 0.0F) || !(height > 0.0F)) {
            continue;
        }
        for (int col = cols.begin; col < cols.end; ++col) {
            const auto c = static_cast<std::size_t>(col);
            const float overlap_x = overlapLength(object.x_min, object.x_max, m_x.low[c], m_x.high[c]);
            const float width = m_x.high[c] - m_x.low[c];
            each(iouFromOverlaps(overlap_x, overlap_y, area, width > 0.0F ? width * height : 0.0F),
                 row * stride + col);
        }
    }
}

ShapeSearch::ShapeSearch(const PriorGrid& grid, const PriorMap::Shape& shape)
    : m_clipped(grid.clip),
      m_x(grid.cols, grid.cells_x, shape.w, grid.clip),
      m_y(grid.rows, grid.cells_y, shape.h, grid.clip) {}

BestCell ShapeSearch::best(const Box& object, float at_least) const {
    BestCell result;
    if (!(object.area() > 0.0F)) {
        return result;
    }
    // The union covers the object, and an overlap along one axis is at most the object's side: an IoU of t
    // needs an overlap of t times the other side. Unclipped, the nearest centre is the best one.
    const float share = std::max(0.0F, at_least - 1e-6F);
    const float needed_x =
        m_clipped ? share * object.width() : m_x.nearlyBestOverlap(object.x_min, object.x_max);
    const float needed_y =
        m_clipped ? share * object.height() : m_y.nearlyBestOverlap(object.y_min, object.y_max);
    visit(object, m_x.reaching(object.x_min, object.x_max, needed_x),
          m_y.reaching(object.y_min, object.y_max, needed_y), [&result](float iou, std::int32_t cell) {
              if (iou > result.iou) {
                  result = {iou, cell};
              }
          });
    return result;
}

std::int32_t ShapeSearch::countAtLeast(const Box& object, float threshold) const {
    if (!(object.area() > 0.0F)) {
        return 0;
    }
    // The intersection must be t / (1 + t) of the sum of both areas, and the overlap along the other axis is
    // at most the shorter side. Clipped, a prior may be as small as the part that the object covers.
    const float share = std::max(0.0F, threshold - 1e-6F);
    const float w = object.width();
    const float h = object.height();
    const float least_prior =
        m_clipped ? share * w * h
                  : std::max(0.0F, m_x.side - kSideError) * std::max(0.0F, m_y.side - kSideError);
    const float needed = 0.9999F * share / (1.0F + share) * (w * h + least_prior);
    const Range cols = m_x.reaching(object.x_min, object.x_max, needed / std::min(h, m_y.side + kSideError));
    const Range rows = m_y.reaching(object.y_min, object.y_max, needed / std::min(w, m_x.side + kSideError));
    const float area = object.area();
    std::int32_t count = 0;
    for (int row = rows.begin; row < rows.end; ++row) {
        const auto r = static_cast<std::size_t>(row);
        const float overlap_y = overlapLength(object.y_min, object.y_max, m_y.low[r], m_y.high[r]);
        const float height = m_y.high[r] - m_y.low[r];
        if (!(overlap_y > 0.0F)) {
            continue;
        }
        for (int col = cols.begin; col < cols.end; col += static_cast<int>(kLanes)) {
            const float* low = m_x.low.data() + col;
            const float* high = m_x.high.data() + col;
            // iouFromOverlaps without branches: for disjoint boxes the quotient is negative: no match.
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                const float overlap_x = overlapLength(object.x_min, object.x_max, low[lane], high[lane]);
                const float shared = overlap_x * overlap_y;
                const float joined = area + (high[lane] - low[lane]) * height - shared;
                count += shared / joined >= threshold ? 1 : 0;
            }
        }
    }
    return count;
}

}  // namespace priorscope
