// Progress of a long function, reported from the thread that runs it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace priorscope {

/// State, not an event: a receiver may keep the latest and drop the rest.
struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;  ///< 0 while it is not known
    std::string unit{};      ///< plural noun of what is counted: "images", "steps"
};

/// Called from worker threads, never from two at once for the same job. May be empty.
using ProgressFn = std::function<void(const Progress&)>;

}  // namespace priorscope
