#include "core/compute/compute_settings.hpp"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>

namespace priorscope {
namespace {

std::atomic<int> compute_threads{0};

int allCores() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

void configureCompute(int threads) {
    // By default glibc returns every large tensor to the kernel and page-faults the memory in again for the
    // next one, which costs a quarter of a forward pass.
    constexpr int kKeep = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, kKeep);
    mallopt(M_TRIM_THRESHOLD, kKeep);
    compute_threads = threads > 0 ? threads : allCores();
}

void returnFreeMemory() {
    malloc_trim(0);
}

int computeThreads() {
    const int configured = compute_threads.load();
    return configured > 0 ? configured : allCores();
}

void setComputeEnvironment() {
    if (std::getenv("OMP_WAIT_POLICY") == nullptr) {
        setenv("GOMP_SPINCOUNT", "2000", /*overwrite=*/0);
    }
    // What cuBLAS needs to give the same sums each time.
    setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", /*overwrite=*/0);
}

void useBackgroundPriority() {
    // On Linux the nice value is per thread, and new threads (OpenMP's pool) inherit it. Lowering one's
    // own priority is always allowed.
    constexpr int kNice = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
}

}  // namespace priorscope
