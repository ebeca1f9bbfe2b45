// Files that name classes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace priorscope {

/// Reads a text file with one class name a line, in any encoding that text_encoding.hpp recognises for sure;
/// blank lines do not count. Understood are also numbered lists ("0 helmet", "1: vest", "helmet:0", rising by
/// one from 0 or 1) and CVAT's labelmap.txt ("helmet:128,0,0::", whose background is left out).
/// @return names as in annotations: UTF-8, composed, without blanks at the ends
/// @throws Error with the line where a name occurs twice, also in another letter case, where one is called
///         background (every detector has its own), where the file is in another format (JSON, YAML, pbtxt),
///         in an unknown encoding, or names no class
std::vector<std::string> readClassList(const std::filesystem::path& file);

}  // namespace priorscope
