#include "core/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace priorscope {

int defaultWorkers() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

bool parallelChunks(std::size_t count, const ParallelOptions& options, std::stop_token stop,
                    const ProgressFn& progress,
                    const std::function<void(std::size_t, std::size_t, int)>& work) {
    const std::size_t chunk = std::max<std::size_t>(1, options.chunk);
    const std::size_t chunks = (count + chunk - 1) / chunk;
    const int wanted = options.workers > 0 ? options.workers : defaultWorkers();
    const int workers = static_cast<int>(std::min(static_cast<std::size_t>(wanted), chunks));

    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::mutex mutex;  // protects done, progress and error
    std::size_t done = 0;
    std::exception_ptr error;

    const auto loop = [&](int worker) {
        while (!failed && !stop.stop_requested()) {
            const std::size_t index = next.fetch_add(1);
            if (index >= chunks) {
                return;
            }
            const std::size_t begin = index * chunk;
            const std::size_t end = std::min(count, begin + chunk);
            try {
                work(begin, end, worker);
                const std::lock_guard lock(mutex);
                done += end - begin;
                if (progress) {
                    progress({.done = static_cast<std::int64_t>(done),
                              .total = static_cast<std::int64_t>(count),
                              .unit = options.unit});
                }
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!error) {
                    error = std::current_exception();
                }
                failed = true;
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int worker = 1; worker < workers; ++worker) {
            threads.emplace_back(loop, worker);
        }
        loop(0);
    }
    if (error) {
        std::rethrow_exception(error);
    }
    return done == count;
}

}  // namespace priorscope
