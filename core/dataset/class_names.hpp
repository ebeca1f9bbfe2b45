// Normalisation, counting and plausibility checks of class names. Internal to core.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// Allows lookups by string_view in maps with string keys.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The normalised form of a class name: valid UTF-8, composed, trimmed; line breaks and tabs inside become
/// spaces.
std::string cleanedClassName(std::string_view name);

/// "background" and its usual variants, ignoring case: label 0, which every detector already has.
bool isBackgroundName(std::string_view name);

/// Whether two names differ only in letter case, spaces, hyphens, underscores, look-alike letters of other
/// scripts, and a plural s.
bool isSpelledAlike(std::string_view a, std::string_view b);

/// Class names in the order of their first occurrence, so that objects can store ids before the class list is
/// known.
class NameTable {
  public:
    /// @param name  as written; empty if it is blank
    /// @return 0-based; equal for names with the same normalised form
    int idOf(std::string_view name);
    const std::vector<std::string>& names() const { return m_names; }

  private:
    std::unordered_map<std::string, int, TextHash, std::equal_to<>> m_ids;  // names as written, and cleaned
    std::vector<std::string> m_names;                                       // normalised
};

/// The first occurrence of a class, and its number of objects.
struct ClassOccurrence {
    std::size_t objects = 0;
    std::filesystem::path file{};
    int line = 0;
};

/// Findings about the class list: names that differ only in letter case, spaces, hyphens or underscores;
/// names of six or more letters that differ in one letter or by one transposition (or in two letters, if the
/// other name has ten times as many objects); and a class called background. One per pair; nothing changes.
/// @param occurrences  [classes]
std::vector<DatasetIssue> classNameFindings(const std::vector<std::string>& classes,
                                            const std::vector<ClassOccurrence>& occurrences);

}  // namespace priorscope
