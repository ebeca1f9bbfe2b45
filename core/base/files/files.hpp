// Reading whole files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// The largest file read as a whole, unless the caller sets a lower limit: weights take up to hundreds of MB.
inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{8} << 30U;

/// The bytes of a regular file. Folders, pipes and devices are refused, so that reading neither blocks nor
/// continues without end.
/// @param action  what is being done, for the error: "reading the image"
/// @param max_bytes  a longer file is refused before it is read
/// @throws Error if the file is missing, not a regular file, larger than the limit or than memory, or
/// cannot
///         be read
std::string readFile(const std::filesystem::path& file, const Sentence& action,
                     std::uintmax_t max_bytes = kMaxFileBytes);

}  // namespace priorscope
