#include "core/model/ssd/bfloat.hpp"

#include <bit>

#include "core/base/wide_vectors.hpp"

namespace priorscope {

PRIORSCOPE_WIDE void widen(const Bfloat* __restrict from, std::int64_t count, float* __restrict to) {
    for (std::int64_t i = 0; i < count; ++i) {
        to[i] = std::bit_cast<float>(static_cast<std::uint32_t>(from[i]) << 16);
    }
}

PRIORSCOPE_WIDE void narrow(const float* __restrict from, std::int64_t count, Bfloat* __restrict to) {
    for (std::int64_t i = 0; i < count; ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(from[i]);
        const std::uint32_t rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
        const bool is_nan = (bits & 0x7FFFFFFFU) > 0x7F800000U;
        to[i] = static_cast<Bfloat>(is_nan ? (bits >> 16) | 0x40U : rounded);
    }
}

}  // namespace priorscope
