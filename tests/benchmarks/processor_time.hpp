// Processor time, which other programs on the machine disturb less than the clock's.
#pragma once

#include <ctime>

namespace priorscope {

/// Seconds that the work takes.
template <class Work>
double secondsOf(const Work& work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace priorscope
