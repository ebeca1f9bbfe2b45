// Reading whole files.
#pragma once

#include <filesystem>
#include <string>

namespace priorscope {

/// The bytes of a file.
/// @param action  what is being done, for the error: "reading the image"
/// @throws Error where the file is missing or cannot be read
std::string readFile(const std::filesystem::path& file, const std::string& action);

}  // namespace priorscope
