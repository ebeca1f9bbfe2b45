// Process settings to apply before anything is computed. No torch here: it may not be loaded yet.
#pragma once

namespace priorscope {

/// Configures the memory allocator and compute threads of this process. Call once at program start.
/// @param threads  compute threads; 0: all cores
void configureCompute(int threads = 0);

/// Gives memory that has been freed back to the system. configureCompute() lets the allocator keep it, since
/// the next batch needs as much again; call this when nothing is computed any more. Takes up to a second for
/// gigabytes; callable from any thread.
void returnFreeMemory();

/// The value set by configureCompute; all cores before it is called.
int computeThreads();

/// Makes OpenMP's idle threads spin only briefly, unless the environment already configures this. By default
/// they spin for long, and when another program competes for the cores, the thread that others wait for is
/// starved: training then ran at a thirtieth of its speed, with the short spin at a third; on an idle machine
/// both are equally fast. And gives cuBLAS the workspace with which it can be deterministic. OpenMP reads it
/// once, when it is loaded with torch: call this first in main, before other threads exist.
void setComputeEnvironment();

/// Lowers the priority of the calling thread, and of compute threads that it starts from now on, below the
/// rest of the program: a window that trains on every core stays responsive. Call it at the start of a worker
/// thread.
void useBackgroundPriority();

}  // namespace priorscope
