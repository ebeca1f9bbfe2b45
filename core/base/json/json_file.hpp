// JSON documents of the user: bounded before they are read, and told apart from what is no JSON by line and
// column.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace priorscope {

/// The largest document that is read unless a caller says otherwise: layouts, specs and runs are a few kB.
inline constexpr std::uintmax_t kMaxJsonBytes = std::uintmax_t{16} << 20U;

/// Objects and lists may lie in each other this deep; our own documents stay below 10.
inline constexpr int kMaxJsonDepth = 64;

/// The JSON document of a file.
/// @param action  what is being done, for the error: "reading the run"
/// @param max_bytes  a longer file is refused before it is read
/// @throws Error where the file is missing, no regular file, too long, or no JSON (with line and column),
/// nests
///         deeper than kMaxJsonDepth, or has a key twice in one object
nlohmann::json readJsonFile(const std::filesystem::path& file, const std::string& action,
                            std::uintmax_t max_bytes = kMaxJsonBytes);

/// The same of a text.
/// @param source  names the document in errors
nlohmann::json parseJson(std::string_view text, const std::string& action, const std::string& source);

}  // namespace priorscope
