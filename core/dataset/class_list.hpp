// Files that list class names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace priorscope {

/// Reads a text file with one class name per line, in any encoding that text_encoding.hpp identifies with
/// certainty; blank lines are skipped. Also accepts numbered lists ("0 helmet", "1: vest", "helmet:0",
/// ascending from 0 or 1) and CVAT's labelmap.txt ("helmet:128,0,0::", without its background).
/// @return names as in annotations: UTF-8, composed, trimmed
/// @throws Error with the line if a name occurs twice, ignoring case, or if one is called background (every
///         detector has its own); also if the file is in another format (JSON, YAML, pbtxt) or an unknown
///         encoding, or lists no class
std::vector<std::string> readClassList(const std::filesystem::path& file);

}  // namespace priorscope
