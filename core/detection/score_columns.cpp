#include "core/detection/score_columns.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

PRIORSCOPE_WIDE void countReaching(const float* __restrict row, float bound, std::size_t columns,
                                   std::uint32_t* __restrict counts) {
    for (std::size_t label = 0; label < columns; ++label) {
        counts[label] += row[label] >= bound ? 1U : 0U;
    }
}

PRIORSCOPE_WIDE std::uint32_t countOfReaching(const float* values, std::size_t count, float bound) {
    std::uint32_t reached = 0;
    for (std::size_t i = 0; i < count; ++i) {
        reached += values[i] >= bound ? 1U : 0U;
    }
    return reached;
}

float aboveFloor(float floor) {
    return std::nextafter(floor, std::numeric_limits<float>::infinity());
}

/// A bound that at least `count` values reach, and few more, found by halving the range of bits. More than
/// that must reach `bound`, which is positive.
float boundOfBest(const float* values, std::size_t size, float bound, std::size_t count) {
    std::uint32_t low = std::bit_cast<std::uint32_t>(bound);
    std::uint32_t high = std::bit_cast<std::uint32_t>(std::numeric_limits<float>::infinity());
    // Probabilities are at most 1.
    const std::uint32_t above_one = std::bit_cast<std::uint32_t>(1.0F) + 1;
    if (low < above_one && countOfReaching(values, size, std::bit_cast<float>(above_one)) < count) {
        high = above_one;
    }
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        const std::size_t reached = countOfReaching(values, size, std::bit_cast<float>(middle));
        if (reached < count) {
            high = middle;
            continue;
        }
        low = middle;
        if (reached <= count + count / 8) {
            break;
        }
    }
    return std::bit_cast<float>(low);
}

/// Sorts keys whose priors ascend, by their scores' bytes from the lowest to the highest.
void sortByScore(std::vector<ScoreKey>& keys) {
    constexpr std::size_t kFew = 64;
    if (keys.size() < kFew) {
        std::sort(keys.begin(), keys.end());
        return;
    }
    constexpr std::size_t kBytes = 4;
    std::array<std::array<std::uint32_t, 256>, kBytes> places{};
    for (const ScoreKey key : keys) {
        for (std::size_t byte = 0; byte < kBytes; ++byte) {
            ++places[byte][key >> (32 + 8 * byte) & 0xffU];
        }
    }
    std::vector<ScoreKey> sorted(keys.size());
    for (std::size_t byte = 0; byte < kBytes; ++byte) {
        std::array<std::uint32_t, 256>& next = places[byte];
        if (next[keys.front() >> (32 + 8 * byte) & 0xffU] == keys.size()) {
            continue;  // the same in all
        }
        std::uint32_t place = 0;
        for (std::uint32_t& each : next) {
            place += std::exchange(each, place);
        }
        for (const ScoreKey key : keys) {
            sorted[next[key >> (32 + 8 * byte) & 0xffU]++] = key;
        }
        keys.swap(sorted);
    }
}

}  // namespace

ScoreKey scoreKey(float score, std::size_t prior) {
    return static_cast<ScoreKey>(~std::bit_cast<std::uint32_t>(score)) << 32U | static_cast<ScoreKey>(prior);
}

float scoreOf(ScoreKey key) {
    return std::bit_cast<float>(~static_cast<std::uint32_t>(key >> 32U));
}

std::size_t priorOf(ScoreKey key) {
    return static_cast<std::size_t>(key & 0xffffffffU);
}

std::vector<std::size_t> countsAbove(std::span<const float> scores, std::size_t columns, float floor) {
    std::vector<std::uint32_t> counts(columns, 0);
    for (std::size_t at = 0; at < scores.size(); at += columns) {
        countReaching(scores.data() + at, aboveFloor(floor), columns, counts.data());
    }
    return {counts.begin(), counts.end()};
}

ScoreColumns::ScoreColumns(std::span<const float> scores, std::size_t columns, std::size_t first,
                           std::size_t last)
    : m_first(first), m_priors(scores.size() / columns), m_values((last - first) * m_priors) {
    constexpr std::size_t kRows = 64;  // stay in the first cache
    for (std::size_t begin = 0; begin < m_priors; begin += kRows) {
        const std::size_t end = std::min(begin + kRows, m_priors);
        for (std::size_t column = first; column < last; ++column) {
            float* to = m_values.data() + (column - first) * m_priors;
            for (std::size_t prior = begin; prior < end; ++prior) {
                to[prior] = scores[prior * columns + column];
            }
        }
    }
}

std::vector<ScoreKey> ScoreColumns::best(std::size_t column, float floor, std::size_t count) const {
    const float* values = m_values.data() + (column - m_first) * m_priors;
    float bound = aboveFloor(floor);
    std::size_t reached = countOfReaching(values, m_priors, bound);
    if (reached > count) {
        bound = boundOfBest(values, m_priors, bound, count);
        reached = countOfReaching(values, m_priors, bound);
    }
    std::vector<ScoreKey> keys(reached + 1);  // what is not taken is written over, at last here
    std::size_t taken = 0;
    for (std::size_t prior = 0; prior < m_priors; ++prior) {
        keys[taken] = scoreKey(values[prior], prior);
        taken += values[prior] >= bound ? 1 : 0;
    }
    keys.resize(taken);
    sortByScore(keys);
    keys.resize(std::min(taken, count));
    return keys;
}

}  // namespace priorscope
