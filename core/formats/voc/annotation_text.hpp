// The text of one annotation file, of any encoding. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <vector>

namespace priorscope {

/// Holds buffers that later files reuse.
class AnnotationText {
  public:
    /// Reads a file as UTF-8.
    /// @return why there is no text; empty where there is
    std::string load(const std::string& path);
    /// Reads it once more, which parsing overwrote, with `&lt;` for each `<` that begins no element.
    /// @return where the first of them stood; nothing where there was none
    std::optional<std::ptrdiff_t> loadRepaired(const std::string& path);

    /// What is to be told of the encoding; empty where nothing is.
    const std::string& doubt() const { return m_doubt; }
    bool isRecognised() const { return m_recognised; }  ///< of an encoding that is doubted

    /// Parses what was loaded. The document lives in this text until the next is loaded.
    pugi::xml_parse_result parseInto(pugi::xml_document& document);
    /// @param offset  into the text that was parsed
    /// @return 1-based
    int lineOf(std::ptrdiff_t offset) const;

  private:
    std::vector<char> m_buffer;
    std::string m_decoded;  ///< the text, where it is not the buffer's
    std::span<char> m_text;
    std::string m_doubt;
    bool m_recognised = false;
    std::vector<std::size_t> m_newlines;  ///< offsets, rising
};

}  // namespace priorscope
