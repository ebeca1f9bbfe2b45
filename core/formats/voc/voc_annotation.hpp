// One VOC annotation file. Internal to core/formats.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/class_names.hpp"
#include "core/dataset/dataset.hpp"
#include "core/formats/voc/annotation_text.hpp"

namespace priorscope {

/// The contents of an annotation file. Labels of the objects are NameTable ids; boxes are not fractions yet.
struct ParsedAnnotation {
    bool usable = false;   ///< false: truncated or not a VOC annotation; issues tell why
    std::string filename;  ///< <filename> with its folders, separated by '/'; UTF-8, composed; empty if
                           ///< missing
    int width = 0;         ///< from <size>; 0 if unusable
    int height = 0;
    bool verified = false;  ///< what the attribute of <annotation> says: xml::saysVerified()
    std::vector<Annotation> objects;
    std::vector<std::ptrdiff_t> starts;  ///< [objects] of their elements' names in the decoded text, bytes
    std::vector<DatasetIssue> issues;
};

/// Reads and parses one file. Owns buffers that are reused by later calls: use one parser per thread.
///
/// Element names match in any letter case and with any namespace prefix; objects may be nested in container
/// elements (<objects>), and values may be attributes. Text in any declared or recognisable encoding is
/// accepted; guesses are reported.
class VocAnnotationParser {
  public:
    ParsedAnnotation parse(const std::string& path, NameTable& names);
    /// The same for bytes that are in memory, which must be well-formed: nothing is repaired.
    /// @param path  for the findings
    ParsedAnnotation parseBytes(std::string_view bytes, const std::string& path, NameTable& names);

  private:
    ParsedAnnotation parseLoaded(const std::string& path, NameTable& names, Sentence fault, bool repairs);

    AnnotationText m_text;
};

}  // namespace priorscope
