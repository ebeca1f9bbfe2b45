// Reads image headers from memory or any other source; image.hpp has the overload for files.
#pragma once

#include <optional>

#include "core/image/byte_source.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// As the overload for files.
std::optional<ImageHeader> readImageHeader(ByteSource& source);

}  // namespace priorscope
