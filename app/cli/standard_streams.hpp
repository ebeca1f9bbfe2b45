// Standard output and error when they are closed, full or read no longer.
#pragma once

#include <iosfwd>

namespace priorscope::cli {

/// Call it first in main. Takes the places of standard streams that are closed, so that no file of ours is
/// opened as one of them and written to by mistake; and turns the signal of a reader that left (`| head`)
/// into an error of the write, so that a run is saved first.
void prepareStandardStreams();

/// Whether everything that was printed has arrived. Where not, says so in a line on err.
bool arrived(std::ostream& out, std::ostream& err);

}  // namespace priorscope::cli
