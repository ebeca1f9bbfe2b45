// The header of an image file that lies in memory or elsewhere; image.hpp has the form for files.
#pragma once

#include <optional>

#include "core/image/byte_source.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// As readImageHeader(file).
std::optional<ImageHeader> readImageHeader(ByteSource& source);

}  // namespace priorscope
