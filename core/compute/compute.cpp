#include "core/compute/compute.hpp"

#include <ATen/Parallel.h>
#include <dlfcn.h>

#include "core/compute/compute_settings.hpp"

namespace priorscope {
namespace {

/// This thread's setting for everything that it computes from now on; 0: the process default.
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
    // Setting the number, even to its current value, makes torch create a second pool whose threads then spin
    // for a while: doing that at every call halved the speed of a small network.
    if (at::get_num_threads() != wanted) {
        at::set_num_threads(wanted);
    }
}

}  // namespace priorscope
