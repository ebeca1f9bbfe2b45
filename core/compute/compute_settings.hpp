// What a program sets before anything is computed. No torch here: it need not be loaded yet.
#pragma once

namespace priorscope {

/// Allocator and compute threads of this process. Call once at start-up of a program.
/// @param threads  compute threads; 0: all cores
void configureCompute(int threads = 0);

/// What configureCompute chose; all cores before it was called.
int computeThreads();

/// A short spin for OpenMP's idle threads, unless the environment says something about it already. By default
/// they spin for long, and where another program wants the cores as well, the thread that is waited for gets
/// none: training then ran at a thirtieth of its speed, with the short spin at a third; alone on the machine
/// both are equally fast. OpenMP reads it once, when it is loaded with torch: call this first in main, before
/// there are other threads.
void setComputeEnvironment();

/// Lets the calling thread, and the compute threads that it starts from now on, give way to the rest of the
/// program: a window that trains uses every core and still answers at once. Call it at the start of a worker
/// thread.
void useBackgroundPriority();

}  // namespace priorscope
