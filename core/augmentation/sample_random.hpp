// Random numbers that depend only on what they are for, not on the order of the calls.
#pragma once

#include <cstdint>
#include <vector>

namespace priorscope {

/// A random stream for one sample in one epoch, independent of the number of workers.
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014): SplitMix64
class SampleRandom {
  public:
    /// @param occurrence  selects a separate stream; 0: the sample's regular turn
    /// @param purpose     separates what is drawn for different purposes: adding one leaves the others as
    /// they
    ///                    were
    SampleRandom(std::uint64_t seed, std::uint64_t epoch, std::uint64_t sample, std::uint64_t occurrence = 0,
                 std::uint64_t purpose = 0)
        : m_state(mixed(mixed(mixed(seed) ^ (epoch + 1)) ^ (sample + 1))) {
        if (occurrence > 0) {
            m_state = mixed(m_state ^ occurrence);
        }
        if (purpose > 0) {
            m_state = mixed(m_state ^ (purpose * kGolden));
        }
    }

    std::uint64_t next() { return mixed(m_state += kGolden); }
    /// [0, 1)
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    /// [0, bound); bound > 0
    std::uint64_t below(std::uint64_t bound) {
        return static_cast<std::uint64_t>(uniform() * static_cast<double>(bound));
    }

  private:
    static constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
    static std::uint64_t mixed(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state;
};

/// The order of `count` samples in an epoch (Fisher–Yates shuffle).
std::vector<std::size_t> epochOrder(std::uint64_t seed, std::uint64_t epoch, std::size_t count);

}  // namespace priorscope
