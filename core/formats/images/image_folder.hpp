// A folder of images without annotations.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace priorscope {

/// The image files below a folder, by name, folders and links followed; hidden files are passed over. Other
/// files are no images and are left out.
/// @throws Error where a folder cannot be opened, or there is no image
std::vector<std::string> imagesBelow(const std::filesystem::path& folder);

}  // namespace priorscope
