// Torch's threads. Private to core's torch half.
#pragma once

namespace priorscope {

/// Configures torch for this process; called once, after it has been loaded.
void configureTorch();

/// OpenMP keeps its thread count per thread: call this at the start of every thread that runs a network.
/// @param threads  for this thread from now on, also in later calls without a number (an evaluation inside a
///                 run must not change how the run computes); 0: unchanged, initially what
///                 configureCompute chose
void prepareComputeThread(int threads = 0);

}  // namespace priorscope
