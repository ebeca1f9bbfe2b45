// The command line as a function, so that tests and the program call the same.
#pragma once

#include <iosfwd>
#include <stop_token>

namespace priorscope::cli {

/// Runs one command.
/// @param out   the result: text, or with --json exactly one JSON document
/// @param err   progress, notes and errors
/// @param live  err is a terminal: progress may rewrite its line
/// @param stop  ends a long command early; training stops at a checkpoint
/// @return 0 on success, 2 on bad usage, 1 on failure with one line on err; out not taking what is printed is
/// one
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, bool live = false,
        std::stop_token stop = {});

}  // namespace priorscope::cli
