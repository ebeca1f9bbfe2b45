// The search over scales, extra scales and ratios.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/priors/suggest/suggest_search.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kProposals = 16;          ///< edits tried at once
constexpr std::int64_t kShapesPerProposal = 3;  ///< usual number of shapes that are new to the layout
constexpr float kLeastRatio = 1.05F;
constexpr float kMostRatio = 6.0F;

float rounded(double value, double digits) {
    return static_cast<float>(std::round(value * digits) / digits);
}

/// The shapes of one map, with the IoUs of each.
struct MapShapes {
    std::vector<ShapeSides> sides;
    std::vector<SharedIous> ious;
    Ious best;  ///< maximum over all of them
};

/// One or two maps with changed values.
struct Proposal {
    std::vector<std::pair<std::size_t, PriorMap>> maps;
};

class ClassicSearch {
  public:
    ClassicSearch(SuggestSearch& search, const PriorConfig& start) : m_search(search), m_config(start) {
        for (std::size_t map = 0; map < m_config.maps.size(); ++map) {
            if (m_config.maps[map].on) {
                m_on.push_back(map);
            }
        }
    }

    PriorConfig run();
    std::vector<SuggestFigures> curve() const;

  private:
    void makeClassic();
    void reduceToBudget();
    void measure(std::size_t map);
    Ious bestOfOthers(const std::vector<std::size_t>& changed) const;
    double valueOf(const Proposal& proposal, Ious& scratch) const;
    bool isAllowed(const Proposal& proposal) const;
    Proposal propose();
    std::size_t drawMap();
    void changeValue(PriorMap& map);
    void takePart(PriorMap& map);
    void addPart(PriorMap& map);
    float drawRatio();

    SuggestSearch& m_search;
    PriorConfig m_config;
    std::vector<std::size_t> m_on;
    std::vector<MapShapes> m_maps;
    double m_value = 0.0;
};

/// A map with free shapes starts with a square of their mean area and the ratio 2.
void ClassicSearch::makeClassic() {
    for (const std::size_t k : m_on) {
        PriorMap& map = m_config.maps[k];
        if (map.isFree()) {
            double log_area = 0.0;
            for (const ShapeSides& sides : map.free_shapes) {
                log_area += std::log(static_cast<double>(sides.w) * sides.h);
            }
            const auto shapes = static_cast<double>(map.free_shapes.size());
            map.scale = rounded(std::clamp(std::exp(0.5 * log_area / shapes), 0.004, 1.5), 1e4);
            map.ratios = map.free_shapes.size() >= 3 ? std::vector<float>{2.0F} : std::vector<float>{};
            map.free_shapes.clear();
        }
        while (map.perCell() > m_search.maxPerCell()) {
            takePart(map);
        }
    }
}

/// If the start exceeds the budget, ratios and extra priors are removed, from the costliest map first.
void ClassicSearch::reduceToBudget() {
    while (m_config.count() > m_search.budget()) {
        PriorMap* costliest = nullptr;
        for (const std::size_t k : m_on) {
            PriorMap& map = m_config.maps[k];
            if (map.perCell() > 1 && (costliest == nullptr || map.count() > costliest->count())) {
                costliest = &map;
            }
        }
        assert(costliest != nullptr);  // one prior per cell fits the budget, or no search would have started
        takePart(*costliest);
    }
}

void ClassicSearch::measure(std::size_t map) {
    MapShapes shapes{
        .sides = m_config.maps[map].shapes(), .ious = {}, .best = Ious(m_search.objective().size())};
    for (const ShapeSides& sides : shapes.sides) {
        const auto known = std::find(m_maps[map].sides.begin(), m_maps[map].sides.end(), sides);
        shapes.ious.push_back(
            known != m_maps[map].sides.end()
                ? m_maps[map].ious[static_cast<std::size_t>(known - m_maps[map].sides.begin())]
                : m_search.ious({map, sides}));
        raiseTo(*shapes.ious.back(), shapes.best);
    }
    m_maps[map] = std::move(shapes);
}

Ious ClassicSearch::bestOfOthers(const std::vector<std::size_t>& changed) const {
    Ious best(m_search.objective().size());
    for (const std::size_t map : m_on) {
        if (std::find(changed.begin(), changed.end(), map) == changed.end()) {
            raiseTo(m_maps[map].best, best);
        }
    }
    return best;
}

double ClassicSearch::valueOf(const Proposal& proposal, Ious& scratch) const {
    std::vector<std::size_t> changed;
    changed.reserve(proposal.maps.size());
    for (const auto& [index, map] : proposal.maps) {
        changed.push_back(index);
    }
    Ious best = bestOfOthers(changed);
    for (const auto& [index, map] : proposal.maps) {
        const MapShapes& old = m_maps[index];
        for (const ShapeSides& sides : map.shapes()) {
            const auto known = std::find(old.sides.begin(), old.sides.end(), sides);
            if (known != old.sides.end()) {
                raiseTo(*old.ious[static_cast<std::size_t>(known - old.sides.begin())], best);
                continue;
            }
            bestIouOfShape(m_search.objective().objects(), m_search.maps()[index].grid, sides, scratch);
            raiseTo(scratch, best);
        }
    }
    return m_search.objective().value(best);
}

bool ClassicSearch::isAllowed(const Proposal& proposal) const {
    std::int64_t priors = m_config.count();
    for (const auto& [index, map] : proposal.maps) {
        priors += map.count() - m_config.maps[index].count();
        if (map.perCell() > m_search.maxPerCell() || map == m_config.maps[index]) {
            return false;
        }
        const auto& old = m_maps[index].sides;
        for (const ShapeSides& sides : map.shapes()) {
            const auto& [w, h] = m_search.maps()[index].least;
            if ((sides.w < w || sides.h < h) && std::find(old.begin(), old.end(), sides) == old.end()) {
                return false;
            }
        }
    }
    return priors <= m_search.budget();
}

std::size_t ClassicSearch::drawMap() {
    return m_on[static_cast<std::size_t>(m_search.random().whole(0, static_cast<int>(m_on.size()) - 1))];
}

float ClassicSearch::drawRatio() {
    return rounded(std::exp(m_search.random().between(std::log(1.2), std::log(4.5))), 1e3);
}

/// Another scale, extra scale or ratio, close by or far away.
void ClassicSearch::changeValue(PriorMap& map) {
    SplitMix64& random = m_search.random();
    const double factor = std::exp(std::pow(10.0, random.between(-2.3, -0.5)) * random.normal());
    const auto side = [factor](float value) {
        return rounded(std::clamp(static_cast<double>(value) * factor, 0.004, 1.5), 1e4);
    };
    const int values = 1 + (map.extra_scale > 0.0F ? 1 : 0) + static_cast<int>(map.ratios.size());
    const int which = random.whole(0, values - 1);
    if (which == 0) {
        map.scale = side(map.scale);
    } else if (which == 1 && map.extra_scale > 0.0F) {
        map.extra_scale = side(map.extra_scale);
    } else {
        float& ratio = map.ratios[static_cast<std::size_t>(values - 1 - which)];
        const auto changed = rounded(static_cast<double>(ratio) * factor, 1e3);
        ratio = std::clamp(changed < 1.0F ? 1.0F / changed : changed, kLeastRatio, kMostRatio);
    }
}

void ClassicSearch::takePart(PriorMap& map) {
    const int ratios = static_cast<int>(map.ratios.size());
    const int which = m_search.random().whole(map.extra_scale > 0.0F ? -1 : 0, ratios - 1);
    if (which < 0) {
        map.extra_scale = 0.0F;
    } else if (which < ratios) {
        map.ratios.erase(map.ratios.begin() + which);
    }
}

void ClassicSearch::addPart(PriorMap& map) {
    SplitMix64& random = m_search.random();
    if (map.extra_scale == 0.0F && random.chance(0.4)) {
        const double factor = std::exp(random.between(-0.7, 0.7));
        map.extra_scale = rounded(std::clamp(static_cast<double>(map.scale) * factor, 0.004, 1.5), 1e4);
    } else {
        map.ratios.push_back(drawRatio());
    }
}

/// An edit of one map, or a trade: removing something here and adding something there.
Proposal ClassicSearch::propose() {
    SplitMix64& random = m_search.random();
    const std::size_t first = drawMap();
    PriorMap changed = m_config.maps[first];
    const double kind = random.unit();
    if (kind < 0.6) {
        changeValue(changed);
    } else if (kind < 0.7) {
        addPart(changed);
    } else if (kind < 0.8) {
        takePart(changed);
        addPart(changed);
    } else {
        takePart(changed);
        const std::size_t second = drawMap();
        if (second != first) {
            PriorMap more = m_config.maps[second];
            for (int parts = random.whole(1, 2); parts > 0; --parts) {
                addPart(more);
            }
            return {{{first, std::move(changed)}, {second, std::move(more)}}};
        }
    }
    return {{{first, std::move(changed)}}};
}

PriorConfig ClassicSearch::run() {
    makeClassic();
    reduceToBudget();
    m_maps.resize(m_config.maps.size());
    for (const std::size_t map : m_on) {
        measure(map);
    }
    m_value = m_search.objective().value(bestOfOthers({}));
    while (!m_search.isOver()) {
        std::vector<Proposal> proposals;
        // If hardly any edit is allowed, the round continues with fewer.
        for (std::size_t attempt = 0; attempt < 4 * kProposals && proposals.size() < kProposals; ++attempt) {
            Proposal proposal = propose();
            if (isAllowed(proposal)) {
                proposals.push_back(std::move(proposal));
            }
        }
        std::vector<double> values(proposals.size());
        m_search.inParallel(std::max<std::size_t>(proposals.size(), 1), kShapesPerProposal,
                            [&](std::size_t i, Ious& scratch) {
                                if (i < proposals.size()) {
                                    values[i] = valueOf(proposals[i], scratch);
                                }
                            });
        const auto best = std::max_element(values.begin(), values.end());
        if (best != values.end() && *best > m_value) {
            m_value = *best;
            for (auto& [index, map] : proposals[static_cast<std::size_t>(best - values.begin())].maps) {
                m_config.maps[index] = std::move(map);
                measure(index);
            }
        }
        m_search.report(bestOfOthers({}));
    }
    for (const std::size_t map : m_on) {
        std::sort(m_config.maps[map].ratios.begin(), m_config.maps[map].ratios.end());
    }
    return m_config;
}

/// A ratio is removed with its reciprocal; the square at the scale goes last, and the map with it.
std::vector<SuggestFigures> ClassicSearch::curve() const {
    std::vector<SuggestUnit> units;
    for (const std::size_t k : m_on) {
        const PriorMap& map = m_config.maps[k];
        const auto cells = m_search.maps()[k].cells;
        const auto shapes = map.shapes();
        const std::size_t squares = map.extra_scale > 0.0F ? 2 : 1;
        for (std::size_t shape = 0; shape < shapes.size();) {
            const std::size_t end = shape + (shape < squares ? 1 : 2);
            SuggestUnit unit{.priors = cells * static_cast<std::int64_t>(end - shape),
                             .ious = Ious(m_search.objective().size()),
                             .map = k,
                             .is_last_of_map = shape == 0};
            for (; shape < end; ++shape) {
                raiseTo(*m_search.ious({k, shapes[shape]}), unit.ious);
            }
            units.push_back(std::move(unit));
        }
    }
    return pruningCurve(m_search.objective(), std::move(units));
}

}  // namespace

PriorConfig searchClassic(SuggestSearch& search, const PriorConfig& start,
                          std::vector<SuggestFigures>& curve) {
    ClassicSearch classic(search, start);
    PriorConfig config = classic.run();
    if (!search.isStopped()) {
        curve = classic.curve();
    }
    return config;
}

}  // namespace priorscope
