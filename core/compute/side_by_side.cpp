#include "core/compute/side_by_side.hpp"

#include <exception>

namespace priorscope {

void sideBySide(std::int64_t count, int threads, const std::function<void(std::int64_t)>& work) {
    std::exception_ptr failure;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (std::int64_t i = 0; i < count; ++i) {
        // No exception may leave a parallel region.
        try {
            work(i);
        } catch (...) {
#pragma omp critical(priorscope_side_by_side_failed)
            failure = std::current_exception();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace priorscope
