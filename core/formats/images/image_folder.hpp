// A folder of images without annotations.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace priorscope {

/// The image files below a folder, sorted by name, including subfolders and links; hidden files are skipped,
/// as are files that are not images.
/// @throws Error if a folder cannot be opened, or there are no images
std::vector<std::string> imagesBelow(const std::filesystem::path& folder);

}  // namespace priorscope
