// The user's folders for data and caches.
#pragma once

#include <filesystem>

namespace priorscope {

/// The folder that a variable of the XDG Base Directory Specification names, else one below the home folder.
/// Empty if there is neither; relative paths count as none.
/// @param variable  "XDG_DATA_HOME"
/// @param below_home  ".local/share"
std::filesystem::path userFolder(const char* variable, const std::filesystem::path& below_home);

}  // namespace priorscope
