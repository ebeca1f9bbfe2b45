// One VOC annotation file. Internal to core/dataset.
#pragma once

#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/class_names.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

/// What an annotation file says. Labels of the objects are ids of the NameTable, boxes are not yet fractions.
struct ParsedAnnotation {
    bool usable = false;   ///< false: cut off or not a VOC annotation; issues say why
    std::string filename;  ///< <filename> with its folders, separated by '/'; UTF-8, composed; empty where
                           ///< missing
    int width = 0;         ///< of <size>; 0 where there is no usable one
    int height = 0;
    std::vector<Annotation> objects;
    std::vector<DatasetIssue> issues;
};

/// Reads and parses one file. Holds buffers that later calls reuse: one parser a thread.
///
/// Names of elements are taken in any letter case and with any namespace prefix; the objects may lie in
/// elements of their own (<objects>), and values may be attributes. Text of any declared or recognisable
/// encoding is read; what was guessed is reported.
class VocAnnotationParser {
  public:
    ParsedAnnotation parse(const std::string& path, NameTable& names);

  private:
    /// The bytes of a file as UTF-8, valid until the next is read; parsing overwrites them.
    struct LoadedText {
        std::span<char> text{};
        std::string fault{};      ///< why there is no text; empty where there is
        std::string doubt{};      ///< what is to be told of its encoding; empty where nothing is
        bool recognised = false;  ///< the encoding that is doubted was recognised
    };
    LoadedText load(const std::string& path);
    pugi::xml_parse_result parseText(pugi::xml_document& document, std::span<char> text);

    void noteNewlines(std::string_view text);
    int lineOf(std::ptrdiff_t offset) const;  ///< 1-based

    std::vector<char> m_buffer;
    std::string m_decoded;                ///< the text, where it is not the buffer's
    std::vector<std::size_t> m_newlines;  ///< offsets, rising
};

}  // namespace priorscope
