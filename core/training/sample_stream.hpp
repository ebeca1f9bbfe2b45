// Which image comes when: the endless stream of samples that batches are cut from.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace priorscope {

/// An image's turn.
struct SampleTurn {
    std::uint64_t epoch = 0;
    std::size_t place = 0;         ///< in the selection
    std::uint64_t occurrence = 0;  ///< how often the image came before in this epoch
};

/// Position p belongs to epoch p / n, in which n turns are shuffled. Without weights every image has one turn
/// an epoch. With weights each has as many as its share of the weights gives it, rounded up or down at random
/// such that the mean over the epochs is exact. Equal arguments give equal streams; thread-safe.
/// Source of the rounding: systematic resampling (Kitagawa, "Monte Carlo Filter and Smoother", 1996)
class SampleStream {
  public:
    /// @param images   n, > 0
    /// @param weights  [n], >= 0, not all 0; empty: all alike
    SampleStream(std::uint64_t seed, std::size_t images, std::vector<double> weights = {});

    SampleTurn at(std::uint64_t position) const;

  private:
    using Turns = std::vector<SampleTurn>;
    std::shared_ptr<const Turns> turnsOf(std::uint64_t epoch) const;
    Turns weightedTurns(std::uint64_t epoch) const;

    std::uint64_t m_seed;
    std::size_t m_images;
    std::vector<double> m_weights;
    mutable std::mutex m_mutex;
    mutable std::map<std::uint64_t, std::shared_ptr<const Turns>> m_turns;
};

/// Weights that let rare classes come more often: of each image max(1, sqrt(threshold / f)) for its rarest
/// class, f being the share of the images that have the class.
/// @param classes_of_images  [images] labels, each any number of times; images without objects get 1
/// @param threshold          (0, 1]
/// Source: Gupta et al., "LVIS" (2019), section 4.2: repeat factor sampling
std::vector<double> repeatFactors(const std::vector<std::vector<int>>& classes_of_images, double threshold);

}  // namespace priorscope
