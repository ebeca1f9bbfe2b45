// Threads and memory of torch. Private to core.
#pragma once

namespace priorscope {

/// OpenMP keeps its thread count per thread: call this at the start of every thread that runs a network.
/// @param threads  for this thread from now on, also where it is prepared again without a number (an
/// evaluation
///                 within a run must not change how the run computes); 0: as before, at first what
///                 configureCompute chose
void prepareComputeThread(int threads = 0);

/// What configureCompute chose; all cores before it was called.
int computeThreads();

}  // namespace priorscope
