// Names of resize modes in documents.
#pragma once

#include <string>

#include "core/image/image.hpp"

namespace priorscope {

/// "stretch" or "letterbox"
std::string resizeName(ResizeMode mode);
/// @param source  names the document in errors
/// @throws Error for an unknown name
ResizeMode resizeFromName(const std::string& name, const std::string& source);

}  // namespace priorscope
