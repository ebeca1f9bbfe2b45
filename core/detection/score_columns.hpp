// The best scores of each class where most scores count, as those of a network that has learnt little.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace priorscope {

/// A score and its prior in one number that sorts like isBetter() within a class, best first: the bits of a
/// positive score have its order.
using ScoreKey = std::uint64_t;

ScoreKey scoreKey(float score, std::size_t prior);
float scoreOf(ScoreKey key);
std::size_t priorOf(ScoreKey key);

/// Scores above the floor, a positive number or 0, of each column.
/// @param scores  [priors × columns], row-major
std::vector<std::size_t> countsAbove(std::span<const float> scores, std::size_t columns, float floor);

/// Scores of one class after the other.
class ScoreColumns {
  public:
    /// @param scores  [priors × columns], row-major; of which the columns [first, last) are kept
    ScoreColumns(std::span<const float> scores, std::size_t columns, std::size_t first, std::size_t last);

    /// The best `count` scores above the floor, in order; without looking at each of them more than a few
    /// times.
    std::vector<ScoreKey> best(std::size_t column, float floor, std::size_t count) const;

  private:
    std::size_t m_first;
    std::size_t m_priors;
    std::vector<float> m_values;
};

}  // namespace priorscope
