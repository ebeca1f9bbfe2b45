// bfloat16 as its 16 bits, for loops over raw memory. Private to core's torch half.
#pragma once

#include <cstdint>

namespace priorscope {

/// The upper half of a float.
using Bfloat = std::uint16_t;

void widen(const Bfloat* from, std::int64_t count, float* to);
/// To the nearest, halves to even, as torch rounds.
void narrow(const float* from, std::int64_t count, Bfloat* to);

// The same for loops over either type.

/// @param room  for count values, used where they have to be converted
inline const float* asFloats(const float* values, std::int64_t, float*) {
    return values;
}

inline const float* asFloats(const Bfloat* values, std::int64_t count, float* room) {
    widen(values, count, room);
    return room;
}

}  // namespace priorscope
