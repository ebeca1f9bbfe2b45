// Threads that come with a library. No torch here: it may not be loaded yet.
#pragma once

namespace priorscope {

/// Ends the threads that OpenBLAS, which OpenCV brings along, starts when it is loaded. For about a tenth of
/// a second they look for work without sleeping, which takes a core from a command that is over by then.
/// OpenBLAS starts them again when it has work; call this where none is under way.
void endIdleBlasThreads();

}  // namespace priorscope
