#include "core/compute/blas_threads.hpp"

#include <dlfcn.h>

namespace priorscope {

void endIdleBlasThreads() {
    // What OpenBLAS does itself before a process forks. Other libraries of its kind have no such function.
    if (void* symbol = dlsym(RTLD_DEFAULT, "blas_thread_shutdown_"); symbol != nullptr) {
        reinterpret_cast<int (*)()>(symbol)();
    }
}

}  // namespace priorscope
