// The message shown to the user for an exception.
#pragma once

#include <exception>
#include <string>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// An Error's own message; a plain sentence for common standard-library exceptions (out of memory, file
/// system errors), whose texts expose internals. Of all others only the kind is named.
Sentence plainMessage(const std::exception& error);

}  // namespace priorscope
