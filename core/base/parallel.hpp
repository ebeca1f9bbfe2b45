// Dividing a loop between threads.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"

namespace priorscope {

/// As many as the machine has cores, at least 1.
int defaultWorkers();

/// How a loop is divided.
struct ParallelOptions {
    std::size_t chunk = 64;  ///< consecutive items that one call of the work handles; > 0
    int workers = 0;         ///< threads, the caller's included; 0: defaultWorkers()
    std::string unit{};      ///< of the progress reports: "images"
};

/// Calls work(begin, end, worker) until [0, count) is done: chunks in rising order, each once, on any thread.
/// worker is in [0, workers). Stops handing out chunks when asked to stop or when one throws.
/// @return false if stopped before the end
/// @throws whatever the work threw first, once every thread has ended
bool parallelChunks(std::size_t count, const ParallelOptions& options, std::stop_token stop,
                    const ProgressFn& progress,
                    const std::function<void(std::size_t begin, std::size_t end, int worker)>& work);

}  // namespace priorscope
