// A small random generator that gives the same values with every compiler and library.
#pragma once

#include <cstdint>

namespace priorscope {

/// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014)
class SplitMix64 {
  public:
    explicit SplitMix64(std::uint64_t seed) : m_state(seed) {}
    /// A separate stream for each index: its values do not depend on how many others were drawn.
    SplitMix64(std::uint64_t seed, std::uint64_t index) : m_state(seed) { m_state = next() ^ (index * kOdd); }

    std::uint64_t next() {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// [0, 1)
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    /// [low, high)
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// [low, high], both included
    int whole(int low, int high) {
        return low + static_cast<int>(unit() * (static_cast<double>(high) - low + 1.0));
    }
    bool chance(double probability) { return unit() < probability; }
    /// Approximately normal, mean 0 and standard deviation 1: the sum of twelve uniforms, which needs no log.
    double normal() {
        double sum = -6.0;
        for (int i = 0; i < 12; ++i) {
            sum += unit();
        }
        return sum;
    }

  private:
    static constexpr std::uint64_t kOdd = 0xD1342543DE82EF95ULL;
    std::uint64_t m_state;
};

}  // namespace priorscope
