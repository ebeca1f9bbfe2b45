// Threads and memory of torch. Private to core.
#pragma once

namespace priorscope {

/// OpenMP keeps its thread count per thread: call this at the start of every thread that runs a network.
/// @param threads  0: what configureCompute chose
void prepareComputeThread(int threads = 0);

}  // namespace priorscope
