// The search over free shapes.
#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "core/priors/suggest/free_layout.hpp"
#include "core/priors/suggest/iou_clusters.hpp"
#include "core/priors/suggest/suggest_search.hpp"

namespace priorscope {
namespace {

constexpr int kGridSides = 20;       ///< steps per side in the grid of shapes for greedy insertion
constexpr float kGridRatio = 6.0F;   ///< maximum ratio of longest to shortest side in that grid
constexpr int kMoves = 16;           ///< moves of one shape tried at once
constexpr int kFillers = 96;         ///< shapes tried for a freed slot
constexpr double kMoveShare = 0.7;   ///< fraction of the rounds that move shapes; others replace them
constexpr double kMoreBudget = 1.5;  ///< how far the curve goes beyond the budget

class FreeSearch {
  public:
    explicit FreeSearch(SuggestSearch& search) : m_search(search) {}

    FreeLayout run(const PriorConfig& start);
    std::vector<SuggestFigures> curve(const FreeLayout& layout);

  private:
    Slot slotOf(const Placed& shape) const { return {shape, m_search.ious(shape)}; }
    std::vector<Placed> pool();
    FreeLayout asGiven(const PriorConfig& start);
    FreeLayout clustered(int count);
    /// Adds shapes by gain per cost until nothing fits or helps. @param added  called after each
    void addGreedily(FreeLayout& layout, std::int64_t budget, const std::vector<Placed>& shapes,
                     const std::function<void()>& added);
    void addToEmptyMaps(FreeLayout& layout, const std::vector<Placed>& shapes);
    bool moveShape(FreeLayout& layout, std::size_t slot, double spread);
    bool replaceShapes(FreeLayout& layout, double tolerance);
    void fill(FreeLayout& layout);
    Placed drawShape(const FreeLayout& layout, const std::vector<std::size_t>& maps);

    SuggestSearch& m_search;
    std::vector<Placed> m_pool;
};

/// A grid of sides on every map, and clusters of the objects' own shapes.
std::vector<Placed> FreeSearch::pool() {
    std::vector<ShapeSides> sides;
    float least = 1.0F;
    float most = 0.0F;
    for (const ShapeSides& each : m_search.objective().sides()) {
        least = std::min({least, each.w, each.h});
        most = std::max({most, each.w, each.h});
    }
    least = std::max(least, 0.01F);
    most = std::clamp(most, least, 1.2F);
    const auto side = [&](int i) {
        return least * std::pow(most / least, static_cast<float>(i) / static_cast<float>(kGridSides - 1));
    };
    for (int i = 0; i < kGridSides; ++i) {
        for (int j = 0; j < kGridSides; ++j) {
            if (std::max(side(i), side(j)) <= kGridRatio * std::min(side(i), side(j))) {
                sides.push_back({side(i), side(j)});
            }
        }
    }
    for (const int count : {6, 12, 24}) {
        const auto clusters = clusterShapes(m_search.objective().sides(), count, m_search.random().next());
        sides.insert(sides.end(), clusters.begin(), clusters.end());
    }
    std::vector<Placed> shapes;
    for (std::size_t map = 0; map < m_search.maps().size(); ++map) {
        for (std::size_t i = 0; m_search.maps()[map].on && i < sides.size(); ++i) {
            shapes.push_back({map, m_search.allowed(map, sides[i])});
        }
    }
    return shapes;
}

FreeLayout FreeSearch::asGiven(const PriorConfig& start) {
    std::vector<Slot> slots;
    for (std::size_t map = 0; map < start.maps.size(); ++map) {
        for (const ShapeSides& sides : start.maps[map].shapes()) {
            slots.push_back(slotOf({map, sides}));
        }
    }
    FreeLayout layout(m_search);
    layout.set(std::move(slots));
    return layout;
}

/// The clusters of the objects by ascending area, assigned to the maps by descending number of cells, in
/// proportion to the start's priors per cell, as YOLOv3 does.
FreeLayout FreeSearch::clustered(int count) {
    const auto clusters = clusterShapes(m_search.objective().sides(), count, m_search.random().next());
    std::vector<std::size_t> maps;
    for (std::size_t map = 0; map < m_search.maps().size(); ++map) {
        if (m_search.maps()[map].on) {
            maps.push_back(map);
        }
    }
    std::stable_sort(maps.begin(), maps.end(), [this](std::size_t a, std::size_t b) {
        return m_search.maps()[a].cells > m_search.maps()[b].cells;
    });
    FreeLayout layout(m_search);
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        const std::size_t map = maps[c * maps.size() / clusters.size()];
        if (layout.fits(map, m_search.budget())) {
            layout.add(slotOf({map, m_search.allowed(map, clusters[c])}));
        }
    }
    return layout;
}

/// A map that is on needs at least one prior per cell: the best for it, costliest maps first.
void FreeSearch::addToEmptyMaps(FreeLayout& layout, const std::vector<Placed>& shapes) {
    for (std::size_t map = 0; map < m_search.maps().size(); ++map) {
        if (!m_search.maps()[map].on || layout.perCell(map) > 0) {
            continue;
        }
        std::vector<Placed> of_map;
        std::copy_if(shapes.begin(), shapes.end(), std::back_inserter(of_map),
                     [map](const Placed& each) { return each.map == map; });
        const auto values = m_search.tryShapes(of_map, layout.ranking().first);
        const auto best = std::max_element(values.begin(), values.end()) - values.begin();
        layout.add(slotOf(of_map[static_cast<std::size_t>(best)]));
    }
}

/// Lazy greedy: a shape's gain only falls as others are added, so an old gain is an upper bound.
void FreeSearch::addGreedily(FreeLayout& layout, std::int64_t budget, const std::vector<Placed>& shapes,
                             const std::function<void()>& added) {
    struct Entry {
        double gain;
        std::size_t shape;
        std::size_t slots;  ///< number of slots when the gain was computed
        bool operator<(const Entry& other) const {
            return gain != other.gain ? gain < other.gain : shape > other.shape;
        }
    };
    const auto gainOf = [&](double value, std::size_t shape) {
        return (value - layout.value()) / static_cast<double>(m_search.maps()[shapes[shape].map].cells);
    };
    std::priority_queue<Entry> queue;
    const auto values = m_search.tryShapes(shapes, layout.ranking().first);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        queue.push({gainOf(values[i], i), i, layout.slots().size()});
    }
    while (!queue.empty() && queue.top().gain > 0.0 && !m_search.isStopped()) {
        const Entry entry = queue.top();
        queue.pop();
        if (!layout.fits(shapes[entry.shape].map, budget)) {
            continue;
        }
        if (entry.slots == layout.slots().size()) {
            layout.add(slotOf(shapes[entry.shape]));
            added();
            continue;
        }
        const auto value = m_search.tryShapes({&shapes[entry.shape], 1}, layout.ranking().first);
        queue.push({gainOf(value.front(), entry.shape), entry.shape, layout.slots().size()});
    }
}

/// Draws an object's shape, preferring badly covered ones, on one of the maps, slightly modified.
Placed FreeSearch::drawShape(const FreeLayout& layout, const std::vector<std::size_t>& maps) {
    SplitMix64& random = m_search.random();
    const auto sides = m_search.objective().sides();
    std::size_t object = 0;
    for (int attempt = 0; attempt < 16; ++attempt) {
        object = std::min(sides.size() - 1,
                          static_cast<std::size_t>(random.unit() * static_cast<double>(sides.size())));
        if (random.chance(1.0 - static_cast<double>(layout.ranking().first[object]))) {
            break;
        }
    }
    const auto change = [&] { return static_cast<float>(std::exp(0.15 * random.normal())); };
    const std::size_t map =
        maps[static_cast<std::size_t>(random.whole(0, static_cast<int>(maps.size()) - 1))];
    return {map, m_search.allowed(map, {sides[object].w * change(), sides[object].h * change()})};
}

/// Adds drawn shapes by gain per cost until no map has room or nothing helps.
void FreeSearch::fill(FreeLayout& layout) {
    while (!m_search.isOver()) {
        std::vector<std::size_t> maps;
        std::vector<std::size_t> empty;
        for (std::size_t map = 0; map < m_search.maps().size(); ++map) {
            if (layout.fits(map, m_search.budget())) {
                maps.push_back(map);
            }
            if (m_search.maps()[map].on && layout.perCell(map) == 0) {
                empty.push_back(map);
            }
        }
        if (maps.empty()) {
            return;
        }
        std::vector<Placed> shapes;
        shapes.reserve(kFillers);
        for (int i = 0; i < kFillers; ++i) {
            shapes.push_back(drawShape(layout, empty.empty() ? maps : empty));
        }
        const auto values = m_search.tryShapes(shapes, layout.ranking().first);
        std::size_t best = 0;
        double most = empty.empty() ? 0.0 : -1.0;
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            const double gain =
                (values[i] - layout.value()) / static_cast<double>(m_search.maps()[shapes[i].map].cells);
            if (gain > most) {
                most = gain;
                best = i;
            }
        }
        if (!(most > (empty.empty() ? 0.0 : -1.0))) {
            return;
        }
        layout.add(slotOf(shapes[best]));
    }
}

/// Tries other sides for one shape. @return whether a better one replaced it
bool FreeSearch::moveShape(FreeLayout& layout, std::size_t slot, double spread) {
    SplitMix64& random = m_search.random();
    const Placed old = layout.slots()[slot].shape;
    std::vector<Placed> shapes;
    for (int i = 0; i < kMoves; ++i) {
        const auto w = static_cast<float>(std::exp(spread * random.normal()));
        const auto h = static_cast<float>(std::exp(spread * random.normal()));
        shapes.push_back({old.map, m_search.allowed(old.map, {old.sides.w * w, old.sides.h * h})});
    }
    Ious base(m_search.objective().size());
    layout.ranking().without(static_cast<std::int32_t>(slot), base);
    const auto values = m_search.tryShapes(shapes, base);
    const auto best =
        static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
    if (!(values[best] > layout.value())) {
        return false;
    }
    std::vector<Slot> slots = layout.slots();
    slots[slot] = slotOf(shapes[best]);
    layout.set(std::move(slots));
    return true;
}

/// Removes a few shapes, spends their budget on others on any map, and keeps the result if it is better, or
/// worse by less than the tolerance. @return whether it was kept
bool FreeSearch::replaceShapes(FreeLayout& layout, double tolerance) {
    SplitMix64& random = m_search.random();
    std::vector<Slot> slots = layout.slots();
    const int removed = random.whole(1, std::min(3, static_cast<int>(slots.size())));
    for (int i = 0; i < removed; ++i) {
        slots.erase(slots.begin() + random.whole(0, static_cast<int>(slots.size()) - 1));
    }
    const std::size_t kept = slots.size();
    FreeLayout other(m_search);
    other.set(std::move(slots));
    fill(other);
    for (const double spread : {0.2, 0.07}) {
        for (std::size_t slot = kept; slot < other.slots().size() && !m_search.isOver(); ++slot) {
            moveShape(other, slot, spread);
        }
    }
    if (!(other.value() > layout.value() - tolerance)) {
        return false;
    }
    layout = std::move(other);
    return true;
}

FreeLayout FreeSearch::run(const PriorConfig& start) {
    m_pool = pool();
    std::vector<FreeLayout> layouts{asGiven(start)};
    int shapes = 0;
    for (const PriorMap& map : start.maps) {
        shapes += map.perCell();
    }
    for (const bool from_clusters : {true, false}) {
        FreeLayout layout = from_clusters ? clustered(shapes) : FreeLayout(m_search);
        addToEmptyMaps(layout, m_pool);
        addGreedily(layout, m_search.budget(), m_pool, [&] { m_search.report(layout.ranking().first); });
        layouts.push_back(std::move(layout));
    }
    // A start that exceeds the budget cannot be the basis of the search.
    if (!m_search.isWithin(start)) {
        layouts.erase(layouts.begin());
    }
    FreeLayout best = *std::max_element(layouts.begin(), layouts.end(),
                                        [](const auto& a, const auto& b) { return a.value() < b.value(); });
    SplitMix64& random = m_search.random();
    FreeLayout layout = best;
    while (!m_search.isOver()) {
        if (random.chance(kMoveShare)) {
            const int last = static_cast<int>(layout.slots().size()) - 1;
            moveShape(layout, static_cast<std::size_t>(random.whole(0, last)),
                      std::pow(10.0, random.between(-2.2, -0.6)));
        } else {
            replaceShapes(layout, m_search.tolerance());
        }
        if (layout.value() > best.value()) {
            best = layout;
        }
        m_search.report(best.ranking().first);
    }
    return best;
}

std::vector<SuggestFigures> FreeSearch::curve(const FreeLayout& layout) {
    std::vector<SuggestUnit> units;
    for (const Slot& slot : layout.slots()) {
        units.push_back(
            {.priors = m_search.maps()[slot.shape.map].cells, .ious = *slot.ious, .map = slot.shape.map});
    }
    std::vector<SuggestFigures> points = pruningCurve(m_search.objective(), std::move(units));
    FreeLayout more = layout;
    const auto most = static_cast<std::int64_t>(kMoreBudget * static_cast<double>(m_search.budget()));
    addGreedily(more, most, m_pool,
                [&] { points.push_back(m_search.objective().figures(more.ranking().first, more.priors())); });
    return points;
}

}  // namespace

PriorConfig searchFree(SuggestSearch& search, const PriorConfig& start, std::vector<SuggestFigures>& curve) {
    FreeSearch free(search);
    const FreeLayout layout = free.run(start);
    PriorConfig config = start;
    for (std::size_t map = 0; map < config.maps.size(); ++map) {
        PriorMap& each = config.maps[map];
        if (!each.on) {
            continue;
        }
        each.ratios.clear();
        each.extra_scale = 0.0F;
        each.free_shapes.clear();
        double log_area = 0.0;
        for (const Slot& slot : layout.slots()) {
            if (slot.shape.map == map) {
                each.free_shapes.push_back(slot.shape.sides);
                log_area += std::log(static_cast<double>(slot.shape.sides.w) * slot.shape.sides.h);
            }
        }
        std::sort(each.free_shapes.begin(), each.free_shapes.end(),
                  [](const ShapeSides& a, const ShapeSides& b) { return a.w * a.h < b.w * b.h; });
        // With free shapes the scale is only informative: the side of their mean area.
        const double scale = std::exp(0.5 * log_area / static_cast<double>(each.free_shapes.size()));
        each.scale = static_cast<float>(std::round(scale * 1e4) / 1e4);
    }
    if (!search.isStopped()) {
        curve = free.curve(layout);
    }
    return config;
}

}  // namespace priorscope
