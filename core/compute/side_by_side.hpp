// A loop over torch's threads, which are OpenMP's. Private to core's torch half, without torch's headers.
#pragma once

#include <cstdint>
#include <functional>

namespace priorscope {

/// Calls work(i) for [0, count), each once, on as many threads as there are given, in any order.
/// @throws what one of the calls threw, when all are done
void sideBySide(std::int64_t count, int threads, const std::function<void(std::int64_t)>& work);

}  // namespace priorscope
