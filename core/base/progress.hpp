// Progress of a long-running function, reported from the thread that runs it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace priorscope {

/// A state, not an event: a receiver may keep the latest and drop the rest.
struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;  ///< 0 while unknown
    std::string unit{};      ///< plural noun for what is counted: "images", "steps"
};

/// Called from worker threads, but never concurrently for the same job. May be empty.
using ProgressFn = std::function<void(const Progress&)>;

/// Estimated seconds remaining, at the average speed so far.
/// @param elapsed_s  since the start, ≥ 0
/// @return none before anything is done or while the total is unknown; 0 once all is done
inline std::optional<double> timeLeft(double elapsed_s, const Progress& progress) {
    if (progress.done <= 0 || progress.total <= 0) {
        return std::nullopt;
    }
    const double left =
        progress.total > progress.done ? static_cast<double>(progress.total - progress.done) : 0.0;
    return elapsed_s * left / static_cast<double>(progress.done);
}

}  // namespace priorscope
