// Counts a program's heap usage by wrapping the C library's allocator.
#pragma once

#include <cstddef>

namespace priorscope {

/// Not with the address sanitizer, which has its own allocator.
bool countsMemory();

/// Starts a measurement: later figures are relative to the current usage.
void beginCounting();
std::size_t peakBytes();       ///< maximum usage above the baseline
std::size_t largestRequest();  ///< in bytes, including failed requests

}  // namespace priorscope
