// Progress of a long function, reported from the thread that runs it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
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

/// Seconds until the end at the mean speed so far.
/// @param elapsed_s  since the start, ≥ 0
/// @return none before anything is done or while the total is not known; 0 once all is done
inline std::optional<double> timeLeft(double elapsed_s, const Progress& progress) {
    if (progress.done <= 0 || progress.total <= 0) {
        return std::nullopt;
    }
    const double left =
        progress.total > progress.done ? static_cast<double>(progress.total - progress.done) : 0.0;
    return elapsed_s * left / static_cast<double>(progress.done);
}

}  // namespace priorscope
