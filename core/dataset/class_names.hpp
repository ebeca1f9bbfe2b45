// Class names as they are compared, counted and doubted. Internal to core.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// Lets maps with string keys be asked with views.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The form in which class names are kept: valid UTF-8, composed, without blanks at the ends; line breaks and
/// tabulators inside are blanks.
std::string cleanedClassName(std::string_view name);

/// "background" and its usual decorations, in any letter case: label 0, which every detector has already.
bool isBackgroundName(std::string_view name);

/// Whether two names are one but for letter case, blanks, hyphens, underscores, letters of other scripts that
/// look alike, and a plural's s.
bool isSpelledAlike(std::string_view a, std::string_view b);

/// Class names in the order of their first occurrence, so that objects can hold numbers until the class list
/// is known.
class NameTable {
  public:
    /// @param name  as written; empty where nothing but blanks is left of it
    /// @return 0-based, the same for two names that are cleaned to the same
    int idOf(std::string_view name);
    const std::vector<std::string>& names() const { return m_names; }

  private:
    std::unordered_map<std::string, int, TextHash, std::equal_to<>> m_ids;  // names as written, and cleaned
    std::vector<std::string> m_names;                                       // cleaned
};

/// Where a class occurs first, and how often.
struct ClassOccurrence {
    std::size_t objects = 0;
    std::filesystem::path file{};
    int line = 0;
};

/// Findings on the class list: names that differ only in letter case, blanks, hyphens or underscores, names
/// of six letters and more that differ in one letter or two exchanged ones (in two letters where the other
/// name has ten times as many objects), and a class called background. Once a pair; nothing is changed.
/// @param occurrences  [classes]
std::vector<DatasetIssue> doubtsAboutClasses(const std::vector<std::string>& classes,
                                             const std::vector<ClassOccurrence>& occurrences);

}  // namespace priorscope
