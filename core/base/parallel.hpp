// Parallel loops.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"

namespace priorscope {

/// The number of cores of the machine, at least 1.
int defaultWorkers();

/// How a loop is split into chunks.
struct ParallelOptions {
    std::size_t chunk = 64;  ///< consecutive items per call of the work function; > 0
    int workers = 0;         ///< threads, including the caller's; 0: defaultWorkers()
    std::string unit{};      ///< unit of the progress reports: "images"
};

/// Calls work(begin, end, worker) until [0, count) is done: chunks in ascending order, each once, on any
/// thread. worker is in [0, workers). No more chunks are started after a stop request or an exception.
/// @return false if stopped before the end
/// @throws the first exception of the work function, once every thread has finished
bool parallelChunks(std::size_t count, const ParallelOptions& options, std::stop_token stop,
                    const ProgressFn& progress,
                    const std::function<void(std::size_t begin, std::size_t end, int worker)>& work);

}  // namespace priorscope
