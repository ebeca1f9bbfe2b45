// The text of one annotation file, in any encoding. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Owns buffers that are reused for the next file.
class AnnotationText {
  public:
    /// Reads a file as UTF-8.
    /// @return why the text cannot be read; empty if it can
    Sentence load(const std::string& path);
    /// The same for bytes that are in memory. @param bytes  are copied
    Sentence take(std::string_view bytes);
    /// Reads the file again, since parsing overwrote it, with `&lt;` for each `<` that starts no element.
    /// @return the position of the first of them; nothing if there was none
    std::optional<std::ptrdiff_t> loadRepaired(const std::string& path);

    /// A remark about the encoding; empty if there is none.
    const Sentence& doubt() const { return m_doubt; }
    bool isRecognised() const { return m_recognised; }  ///< in a guessed encoding

    /// Parses the loaded text. The document refers to that text, so it is valid until the next load.
    pugi::xml_parse_result parseInto(pugi::xml_document& document);
    /// @param offset  into the parsed text
    /// @return 1-based
    int lineOf(std::ptrdiff_t offset) const;

  private:
    Sentence decode(std::size_t size);

    std::vector<char> m_buffer;
    std::string m_decoded;  ///< the text, if it is not the buffer's
    std::span<char> m_text;
    Sentence m_doubt;
    bool m_recognised = false;
    std::vector<std::size_t> m_newlines;  ///< offsets, ascending
};

}  // namespace priorscope
