// The command line as a function, shared by tests and the program.
#pragma once

#include <iosfwd>
#include <stop_token>

namespace priorscope::cli {

/// Runs one command.
/// @param out   the result: text, or with --json exactly one JSON document
/// @param err   progress, notes and errors
/// @param live  err is a terminal: the progress line may be rewritten
/// @param stop  ends a long command early; training stops at a checkpoint
/// @return 0 on success, 2 on bad usage, 1 on failure with one line on err; failing to write the output is
/// also a failure
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, bool live = false,
        std::stop_token stop = {});

}  // namespace priorscope::cli
