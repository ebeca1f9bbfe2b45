// How paths lie to each other.
#pragma once

#include <filesystem>

namespace priorscope {

/// Whether a path is a folder, or lies below it, whichever way leads there. Links are followed as far as the
/// paths exist.
bool liesWithin(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace priorscope
