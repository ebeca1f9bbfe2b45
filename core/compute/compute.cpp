#include "core/compute/compute.hpp"

#include <ATen/Parallel.h>
#include <dlfcn.h>

#include "core/compute/compute_settings.hpp"

namespace priorscope {
namespace {

/// What this thread was told to use, for all that it computes from then on; 0: as the program is configured.
thread_local int own_threads = 0;

}  // namespace

void configureTorch() {
    // OpenBLAS's own pool competes with OpenMP's for the same cores; convolutions do not use it.
    using SetThreads = void (*)(int);
    if (void* symbol = dlsym(RTLD_DEFAULT, "openblas_set_num_threads"); symbol != nullptr) {
        reinterpret_cast<SetThreads>(symbol)(1);
    }
    at::set_num_threads(computeThreads());
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
