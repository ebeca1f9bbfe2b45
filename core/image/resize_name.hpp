// How a resize is spelt in documents.
#pragma once

#include <string>

#include "core/image/image.hpp"

namespace priorscope {

/// "stretch" or "letterbox"
std::string resizeName(ResizeMode mode);
/// @param source  names the document in errors
/// @throws Error for any other name
ResizeMode resizeFromName(const std::string& name, const std::string& source);

}  // namespace priorscope
