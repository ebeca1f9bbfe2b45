// One VOC annotation file. Internal to core/formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/class_names.hpp"
#include "core/dataset/dataset.hpp"
#include "core/formats/voc/annotation_text.hpp"

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
    AnnotationText m_text;
};

}  // namespace priorscope
