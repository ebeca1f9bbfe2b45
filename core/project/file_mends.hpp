// Changes that mend what is wrong with an annotation file as a whole, or with objects that were not read.
// Internal to core/project.
#pragma once

#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/formats/voc/annotation_edit.hpp"

namespace priorscope {

/// Whether fileMends() speaks of findings of this kind.
bool isMendedInFile(IssueKind kind);

/// For a finding about an image's annotation: inverted boxes of empty_box, put in order; the image's own size
/// for no_size, and for wrong_size where the boxes refer to it already; UTF-8 for encoding. Reads the file.
/// @return none where nothing can be done
std::vector<AnnotationEdit> fileMends(const ImageRow& image, IssueKind kind);

}  // namespace priorscope
