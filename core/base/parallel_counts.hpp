// Counting on all cores.
#pragma once

#include <cstddef>
#include <mutex>
#include <stop_token>

#include "core/base/parallel.hpp"

namespace priorscope {

/// Counts items in parts, one for each chunk, that are then put together.
/// @param make   () → a part in which nothing is counted
/// @param count  (part, index) counts an item in [0, items); called on any thread
/// @param merge  (part) adds what was counted to the whole; one call at a time
/// @return false if stopped before the end
template <class Make, class Count, class Merge>
bool parallelCounts(std::size_t items, const std::stop_token& stop, const Make& make, const Count& count,
                    const Merge& merge) {
    constexpr std::size_t kChunk = 8192;  // threads cost more than fewer items do
    std::mutex mutex;
    return parallelChunks(items, {.chunk = kChunk}, stop, {}, [&](std::size_t begin, std::size_t end, int) {
        auto part = make();
        for (std::size_t i = begin; i < end; ++i) {
            count(part, i);
        }
        const std::lock_guard lock(mutex);
        merge(part);
    });
}

}  // namespace priorscope
