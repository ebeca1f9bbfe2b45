// Threads of torch. Private to core's torch half.
#pragma once

namespace priorscope {

/// Settings of torch for this process; once, when it has been loaded.
void configureTorch();

/// OpenMP keeps its thread count per thread: call this at the start of every thread that runs a network.
/// @param threads  for this thread from now on, also where it is prepared again without a number (an
///                 evaluation within a run must not change how the run computes); 0: as before, at first what
///                 configureCompute chose
void prepareComputeThread(int threads = 0);

}  // namespace priorscope
