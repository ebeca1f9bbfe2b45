// Counts what a program takes from the heap, by standing in front of the C library's allocator.
#pragma once

#include <cstddef>

namespace priorscope {

/// Not under the address sanitizer, which has an allocator of its own.
bool countsMemory();

/// Begins a measurement: what lives now is the ground that later figures are counted from.
void beginCounting();
std::size_t peakBytes();       ///< most bytes above the ground at once
std::size_t largestRequest();  ///< in bytes, also of requests that failed

}  // namespace priorscope
