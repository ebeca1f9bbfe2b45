// How many channels an image file has.
#pragma once

#include <filesystem>
#include <optional>

namespace priorscope {

/// As image_header.hpp has it for any source. Reads the file up to there.
std::optional<int> storedChannels(const std::filesystem::path& file);

}  // namespace priorscope
