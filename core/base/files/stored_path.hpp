// Stores paths, which may hold any bytes, in JSON, which is UTF-8.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace priorscope {

/// The path itself if it is valid UTF-8; otherwise a "file://" URL with non-ASCII bytes as %NN (RFC
/// 8089, RFC 3986 section 2.1).
std::string storedPath(const std::string& path);

/// The same for a folder, by which what belongs to it is found again: whichever way leads there, through a
/// link too, as long as it can be reached.
std::string storedFolder(const std::filesystem::path& folder);

/// The inverse. An absolute path never begins with "file://".
std::string pathFromStored(std::string_view stored);

}  // namespace priorscope
