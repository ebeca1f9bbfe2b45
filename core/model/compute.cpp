#include "core/model/compute.hpp"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>

#include "core/model/detector.hpp"

namespace priorscope {
namespace {

std::atomic<int> compute_threads{0};
/// What this thread was told to use, for all that it computes from then on; 0: as the program is configured.
thread_local int own_threads = 0;

int allCores() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

void configureCompute(int threads) {
    // By default glibc hands every large tensor back to the kernel and faults its pages in again for the next
    // one, which costs a forward pass a quarter of its time.
    constexpr int kKeep = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, kKeep);
    mallopt(M_TRIM_THRESHOLD, kKeep);
    // OpenBLAS's own pool competes with OpenMP's for the same cores; convolutions do not use it.
    using SetThreads = void (*)(int);
    if (void* symbol = dlsym(RTLD_DEFAULT, "openblas_set_num_threads"); symbol != nullptr) {
        reinterpret_cast<SetThreads>(symbol)(1);
    }
    compute_threads = threads > 0 ? threads : allCores();
    at::set_num_threads(compute_threads);
}

int computeThreads() {
    const int configured = compute_threads.load();
    return configured > 0 ? configured : allCores();
}

void ensureComputeEnvironment(char** argv) {
    if (std::getenv("GOMP_SPINCOUNT") != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr) {
        return;
    }
    setenv("GOMP_SPINCOUNT", "2000", 0);
    execv("/proc/self/exe", argv);
    // Where the program cannot be started anew it is only slower beside others.
}

void useBackgroundPriority() {
    // On Linux the nice value belongs to a thread, and new threads (OpenMP's pool) inherit it. Lowering one's
    // own priority is always allowed.
    constexpr int kNice = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
}

void prepareComputeThread(int threads) {
    own_threads = threads > 0 ? threads : own_threads;
    const int wanted = own_threads > 0 ? own_threads : computeThreads();
    // Setting the number, even to what it is, makes torch create a second pool whose threads then spin for a
    // while: done at every call it cost a small network half of its speed.
    if (at::get_num_threads() != wanted) {
        at::set_num_threads(wanted);
    }
}

}  // namespace priorscope
