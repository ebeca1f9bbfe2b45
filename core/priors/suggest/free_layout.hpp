// The working state of free shapes on maps during a search.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/priors/suggest/suggest_search.hpp"

namespace priorscope {

struct Slot {
    Placed shape{};
    SharedIous ious{};
};

/// A layout under construction: its shapes, and the IoU that each object gets from them.
class FreeLayout {
  public:
    explicit FreeLayout(const SuggestSearch& search)
        : m_search(&search), m_per_cell(search.maps().size()), m_ranking(search.objective().size()) {}

    const std::vector<Slot>& slots() const { return m_slots; }
    std::int64_t priors() const { return m_priors; }
    double value() const { return m_value; }
    const ShapeRanking& ranking() const { return m_ranking; }

    bool fits(std::size_t map, std::int64_t budget) const {
        const SuggestSearch::Map& each = m_search->maps()[map];
        return each.on && m_per_cell[map] < m_search->maxPerCell() && m_priors + each.cells <= budget;
    }
    int perCell(std::size_t map) const { return m_per_cell[map]; }

    void add(Slot slot) {
        place(std::move(slot));
        m_value = m_search->objective().value(m_ranking.first);
    }
    /// Applies several changes at once.
    void set(std::vector<Slot> slots) {
        *this = FreeLayout(*m_search);
        for (Slot& slot : slots) {
            place(std::move(slot));
        }
        m_value = m_search->objective().value(m_ranking.first);
    }

  private:
    void place(Slot slot) {
        ++m_per_cell[slot.shape.map];
        m_priors += m_search->maps()[slot.shape.map].cells;
        m_ranking.add(*slot.ious, static_cast<std::int32_t>(m_slots.size()));
        m_slots.push_back(std::move(slot));
    }

    const SuggestSearch* m_search;
    std::vector<Slot> m_slots;
    std::vector<int> m_per_cell;
    std::int64_t m_priors = 0;
    ShapeRanking m_ranking;
    double m_value = 0.0;
};

}  // namespace priorscope
