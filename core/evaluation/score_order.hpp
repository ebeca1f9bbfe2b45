// Sorting of many scores. Internal to core/evaluation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace priorscope {

/// An item, and what takes the place of its score: a higher score has a lower key, equal scores (0 and -0
/// too) have the same.
struct RankedItem {
    std::uint64_t key = 0;
    std::uint32_t index = 0;
};

std::uint64_t keyOfScore(double score);

/// By rising key; equal keys keep their order. Takes time in proportion to the number of items, unless most
/// keys are almost equal.
void sortByKey(std::vector<RankedItem>& items);

/// Indices of the items by falling score, ties in the given order.
/// @param items  have a score; fewer than 2^32
template <class Items>
std::vector<RankedItem> orderByFallingScore(const Items& items) {
    std::vector<RankedItem> order;
    order.reserve(items.size());
    for (const auto& item : items) {
        order.push_back({keyOfScore(item.score), static_cast<std::uint32_t>(order.size())});
    }
    sortByKey(order);
    return order;
}

}  // namespace priorscope
