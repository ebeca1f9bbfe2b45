// Resolves the entries of split lists to annotations. Internal to core/formats.
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

/// Looks up annotations by the names that lists use.
class ListEntries {
  public:
    explicit ListEntries(const std::vector<AnnotationFile>& files);

    bool isId(std::string_view id) const { return m_ids.contains(id); }

    /// The annotations that a line refers to: usually one, several if separated by commas, none if nothing by
    /// that name exists. An entry is an id, a file name or a path, optionally quoted and followed by more
    /// columns.
    /// @param prefix  the folder that paths in the list are relative to: "" or "VOC2007/"
    std::vector<std::size_t> namedBy(std::string_view line, const std::string& prefix) const;

  private:
    std::optional<std::size_t> byId(std::string_view id) const;
    std::optional<std::size_t> byPath(std::string_view path, const std::string& prefix) const;
    std::vector<std::size_t> byColumns(std::string_view line, const std::string& prefix) const;

    using Map = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;
    Map m_ids;
    Map m_names;  // without folders, if unambiguous
};

/// The last of several columns of a line; empty if there is only one.
std::string_view lastColumn(std::string_view line);

}  // namespace priorscope
