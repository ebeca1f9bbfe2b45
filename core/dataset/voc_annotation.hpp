// One VOC annotation file. Internal to core/dataset.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// Class names in the order of their first occurrence, so that objects can hold numbers until the class list
/// is known.
class NameTable {
  public:
    int idOf(std::string_view name);  ///< 0-based
    const std::vector<std::string>& names() const { return m_names; }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, int, Hash, std::equal_to<>> m_ids;
    std::vector<std::string> m_names;
};

/// What an annotation file says. Labels of the objects are ids of the NameTable, boxes are not yet fractions.
struct ParsedAnnotation {
    bool usable = false;   ///< false: cut off or not a VOC annotation; issues say why
    std::string filename;  ///< <filename> without folders; empty where missing
    int width = 0;         ///< 0 where there is no usable <size>
    int height = 0;
    std::vector<Annotation> objects;
    std::vector<DatasetIssue> issues;
};

/// Reads and parses one file. Holds buffers that later calls reuse: one parser a thread.
class VocAnnotationParser {
  public:
    ParsedAnnotation parse(const std::string& path, NameTable& names);

  private:
    void noteNewlines(std::size_t size);
    int lineOf(std::ptrdiff_t offset) const;  ///< 1-based

    std::vector<char> m_buffer;
    std::vector<std::size_t> m_newlines;  ///< offsets, rising
};

}  // namespace priorscope
