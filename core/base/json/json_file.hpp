// JSON documents from the user: their size is checked before they are read, and syntax errors give line and
// column.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// The largest document that is read unless the caller says otherwise: layouts, specs and runs take a few kB.
inline constexpr std::uintmax_t kMaxJsonBytes = std::uintmax_t{16} << 20U;

/// Maximum nesting depth of objects and arrays; our own documents stay below 10.
inline constexpr int kMaxJsonDepth = 64;

/// The JSON document of a file.
/// @param action  what is being done, for the error: "reading the run"
/// @param max_bytes  a longer file is refused before it is read
/// @throws Error if the file is missing, not a regular file, too large, or not JSON (with line and column),
/// is nested
///         deeper than kMaxJsonDepth, or has a key twice in one object
nlohmann::json readJsonFile(const std::filesystem::path& file, const Sentence& action,
                            std::uintmax_t max_bytes = kMaxJsonBytes);

/// Parses a text with the same checks.
/// @param source  names the document in errors
nlohmann::json parseJson(std::string_view text, const Sentence& action, const std::string& source);

}  // namespace priorscope
