// Where the elements of an XML text begin and end, byte for byte. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace priorscope::xml {

/// Positions are offsets into the text.
struct Element {
    std::string_view name{};      ///< as written, with its prefix
    std::size_t begin = 0;        ///< of the start tag
    std::size_t content = 0;      ///< behind the start tag
    std::size_t content_end = 0;  ///< of the end tag's begin
    std::size_t end = 0;          ///< behind the end tag
    int parent = -1;              ///< index of the element around it; -1: there is none
    bool is_self_closing = false;
};

/// The elements in the order of their start tags. Comments, CDATA, processing instructions and the document
/// type are skipped. Markup is ASCII, so that the text may be in any encoding that extends it without
/// shifting: UTF-8, windows-1252, GB 18030.
/// @return nothing if the tags do not fit one another
std::optional<std::vector<Element>> elementsOf(std::string_view text);

/// Whether the element has this name, ignoring its prefix and letter case. @param name  lower case
bool isNamed(const Element& element, std::string_view name);

/// Indices of the elements directly within one.
std::vector<int> childrenOf(const std::vector<Element>& elements, int parent);

}  // namespace priorscope::xml
