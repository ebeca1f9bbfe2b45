// Reading whole files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace priorscope {

/// The largest file that is read as a whole unless a caller says less: weights of some hundred MB are.
inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{8} << 30U;

/// The bytes of a regular file. Folders, pipes and devices are refused, so that nothing waits for bytes that
/// never come or never end.
/// @param action  what is being done, for the error: "reading the image"
/// @param max_bytes  a longer file is refused before it is read
/// @throws Error where the file is missing, no regular file, too long for the limit or for the memory, or
/// cannot
///         be read
std::string readFile(const std::filesystem::path& file, const std::string& action,
                     std::uintmax_t max_bytes = kMaxFileBytes);

}  // namespace priorscope
