// Stores paths, which may hold any bytes, in JSON, which is UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace priorscope {

/// The path itself if it is valid UTF-8; otherwise a "file://" URL with non-ASCII bytes as %NN (RFC
/// 8089, RFC 3986 section 2.1).
std::string storedPath(const std::string& path);

/// The inverse. An absolute path never begins with "file://".
std::string pathFromStored(std::string_view stored);

}  // namespace priorscope
