// Handles standard output and error that are closed, full or no longer read.
#pragma once

#include <iosfwd>

namespace priorscope::cli {

/// Call it first in main. Occupies the descriptors of closed standard streams, so that none of our files gets
/// one and is written to by mistake; and turns the signal for a reader that left (`| head`)
/// into a write error, so that a run is saved first.
void prepareStandardStreams();

/// Whether all output has been written. If not, prints a line on err.
bool arrived(std::ostream& out, std::ostream& err);

}  // namespace priorscope::cli
