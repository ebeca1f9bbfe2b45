#include "core/project/file_mends.hpp"

#include <optional>

#include "core/base/error.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/image/image.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {
namespace {

/// The image's size, where the boxes refer to it, and the image is not turned.
std::optional<AnnotationEdit> sizeOf(const ImageRow& image) {
    if (!image.image_exists || image.orientation != 1) {
        return std::nullopt;
    }
    const std::optional<ImageHeader> header = readImageHeader(image.image_file);
    const bool is_own =
        header && header->orientation == 1 && header->width == image.width && header->height == image.height;
    if (!is_own) {
        return std::nullopt;
    }
    return AnnotationEdit{
        .change = LabelChange::set_size, .new_width = image.width, .new_height = image.height};
}

}  // namespace

bool isMendedInFile(IssueKind kind) {
    return kind == IssueKind::empty_box || kind == IssueKind::no_size || kind == IssueKind::wrong_size ||
           kind == IssueKind::encoding;
}

std::vector<AnnotationEdit> fileMends(const ImageRow& image, IssueKind kind) {
    std::vector<AnnotationEdit> edits;
    if (kind == IssueKind::no_size || kind == IssueKind::wrong_size) {
        if (const auto size = sizeOf(image)) {
            edits.push_back(*size);
        }
    } else if (kind == IssueKind::encoding) {
        edits.push_back({.change = LabelChange::recode});
    }
    try {
        const std::filesystem::path file = image.annotation_file;
        const EditableAnnotation annotation(annotationBytes(file), file.string());
        for (const FiledObject& object :
             kind == IssueKind::empty_box ? annotation.inverted() : std::vector<FiledObject>()) {
            edits.push_back({.change = LabelChange::swap, .object = object});
        }
        std::vector<AnnotationEdit> open;
        for (const AnnotationEdit& edit : edits) {
            if (annotation.stateOf(edit) == EditState::open) {
                annotation.edited({&edit, 1});  // throws where the file is written in another form
                open.push_back(edit);
            }
        }
        return open;
    } catch (const Error&) {  // what cannot be changed in place is not proposed
        return {};
    }
}

}  // namespace priorscope
