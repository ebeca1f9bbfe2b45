// What the lines of split lists call annotations. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dataset/class_names.hpp"
#include "core/formats/voc/voc_layout.hpp"

namespace priorscope {

/// Finds annotations by what lists call them.
class ListEntries {
  public:
    explicit ListEntries(const std::vector<AnnotationFile>& files);

    bool isId(std::string_view id) const { return m_ids.contains(id); }

    /// The annotations that a line names: one as a rule, several where commas divide them, none where it
    /// names nothing that is there. An id, a file name or a path, quoted or not, with further columns behind
    /// it.
    /// @param prefix  the folder that the list's paths are relative to: "" or "VOC2007/"
    std::vector<std::size_t> namedBy(std::string_view line, const std::string& prefix) const;

  private:
    std::optional<std::size_t> byId(std::string_view id) const;
    std::optional<std::size_t> byPath(std::string_view path, const std::string& prefix) const;
    std::vector<std::size_t> byColumns(std::string_view line, const std::string& prefix) const;

    using Map = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;
    Map m_ids;
    Map m_names;  // without folders, where that is clear
};

/// The last of several columns of a line; empty where there is one.
std::string_view lastColumn(std::string_view line);

}  // namespace priorscope
