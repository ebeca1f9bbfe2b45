#include "core/evaluation/score_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace priorscope {
namespace {

// Of the bits in which keys differ, the upper 33 in three digits: no two of some thousand scores agree in
// these unless they are equal, or were made to.
constexpr unsigned kDigits = 3;
constexpr unsigned kDigitBits = 11;
constexpr std::size_t kValues = std::size_t{1} << kDigitBits;

using Counts = std::array<std::array<std::uint32_t, kValues>, kDigits>;

/// Takes digits from keys.
class Digits {
  public:
    explicit Digits(const std::vector<RankedItem>& items) {
        const auto [least, most] = std::ranges::minmax(items, {}, &RankedItem::key);
        m_least = least.key;
        const auto bits = static_cast<unsigned>(std::bit_width(most.key - least.key));
        m_shift = bits > kDigits * kDigitBits ? bits - kDigits * kDigitBits : 0U;
    }

    std::uint64_t upperBits(std::uint64_t key) const { return (key - m_least) >> m_shift; }
    /// @param digit  0: the lowest
    std::size_t digitOf(std::uint64_t key, unsigned digit) const {
        return upperBits(key) >> (digit * kDigitBits) & (kValues - 1);
    }

  private:
    std::uint64_t m_least = 0;
    unsigned m_shift = 0;
};

/// [digit][value] how many items have a lower one.
Counts placesOf(const std::vector<RankedItem>& items, const Digits& digits) {
    Counts counts{};
    for (const RankedItem& item : items) {
        for (unsigned digit = 0; digit < kDigits; ++digit) {
            ++counts[digit][digits.digitOf(item.key, digit)];
        }
    }
    for (auto& of_digit : counts) {
        std::uint32_t before = 0;
        for (std::uint32_t& count : of_digit) {
            before += std::exchange(count, before);
        }
    }
    return counts;
}

/// Sorts each run of items whose upper bits agree.
void sortRuns(std::vector<RankedItem>& items, const Digits& digits) {
    for (auto begin = items.begin(); begin != items.end();) {
        const std::uint64_t upper = digits.upperBits(begin->key);
        const auto end = std::find_if(begin + 1, items.end(), [&](const RankedItem& item) {
            return digits.upperBits(item.key) != upper;
        });
        if (end - begin > 1) {
            std::ranges::stable_sort(begin, end, {}, &RankedItem::key);
        }
        begin = end;
    }
}

}  // namespace

std::uint64_t keyOfScore(double score) {
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
    const auto bits = std::bit_cast<std::uint64_t>(score + 0.0);  // -0 + 0 is 0
    return (bits & kSign) != 0 ? bits : ~(bits | kSign);
}

void sortByKey(std::vector<RankedItem>& items) {
    constexpr std::size_t kFew = 1024;  // below, counting takes longer than comparing
    if (items.size() < kFew) {
        std::ranges::stable_sort(items, {}, &RankedItem::key);
        return;
    }
    // Digit by digit from the lowest one on, each time keeping the order of what is equal.
    const Digits digits(items);
    Counts places = placesOf(items, digits);
    std::vector<RankedItem> sorted(items.size());
    for (unsigned digit = 0; digit < kDigits; ++digit) {
        for (const RankedItem& item : items) {
            sorted[places[digit][digits.digitOf(item.key, digit)]++] = item;
        }
        items.swap(sorted);
    }
    sortRuns(items, digits);
}

}  // namespace priorscope
