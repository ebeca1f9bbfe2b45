#include "core/dataset/object_names.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {

std::string objectName(const Dataset& dataset, const ImageRow& image, std::size_t object) {
    const int label = image.objects[object].label;
    const auto number =
        std::count_if(image.objects.begin(), image.objects.begin() + static_cast<std::ptrdiff_t>(object) + 1,
                      [label](const Annotation& each) { return each.label == label; });
    return dataset.className(label) + " " + std::to_string(number);
}

DatasetIssue objectFinding(const Dataset& dataset, IssueKind kind, std::size_t image, std::size_t object,
                           Sentence detail) {
    const ImageRow row = dataset.images[image];
    return {.kind = kind,
            .file = row.annotation_file.empty() ? row.image_file.path() : row.annotation_file.path(),
            .line = row.objects[object].line,
            .object = objectName(dataset, row, object),
            .detail = std::move(detail)};
}

DatasetIssue restOfFindings(const Dataset& dataset, IssueKind kind, std::size_t count) {
    return {.kind = kind, .file = dataset.root, .detail = Core::tr("%1 more of this kind").arg(count)};
}

}  // namespace priorscope
