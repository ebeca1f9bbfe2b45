// How annotations that are changed in place are read back. Internal to core/formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/voc/annotation_edit.hpp"
#include "core/formats/voc/voc_annotation.hpp"

namespace priorscope::edited {

/// @throws Error, always
[[noreturn]] void refuse(const std::string& file, Sentence reason, Sentence remedy);

/// What is read from a file, with names in place of ids.
struct Reading {
    ParsedAnnotation parsed;
    std::vector<std::string> names;  ///< [objects]
};

Reading readingOf(std::string_view bytes, const std::string& file);

/// Everything but the class.
bool isSameObject(const Annotation& a, const Annotation& b);

std::string boxText(const VocBox& box);

/// The file's text as the parser sees it; its offsets refer to that.
struct Decoded {
    std::string text;
    bool takes_utf8 = true;
};

/// @throws Error if its encoding is not one in which it can be changed in place
Decoded decoded(const std::string& bytes, const std::string& file);

}  // namespace priorscope::edited
