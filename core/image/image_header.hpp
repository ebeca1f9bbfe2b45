// Reads image headers from memory or any other source; image.hpp has the overload for files.
#pragma once

#include <optional>

#include "core/image/byte_source.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// As the overload for files.
std::optional<ImageHeader> readImageHeader(ByteSource& source);

/// Of a JPEG the components of its frame, of a PNG those of its colour type (a palette has three).
/// Source: ITU-T T.81, B.2.2; PNG specification, 11.2.2
/// @return 1 to 4; nothing for other formats and damaged headers
std::optional<int> storedChannels(ByteSource& source);

}  // namespace priorscope
