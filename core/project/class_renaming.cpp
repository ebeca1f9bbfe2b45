#include "core/project/class_renaming.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/error.hpp"
#include "core/project/annotation_files.hpp"
#include "core/project/step_of_images.hpp"

namespace priorscope {
namespace {

/// Of the objects of a class in an image as it is now.
std::vector<AnnotationEdit> renamings(const EditableAnnotation& annotation, const std::string& from,
                                      const std::string& to) {
    std::vector<AnnotationEdit> edits;
    for (const FiledObject& object : annotation.objects()) {
        if (object.class_name == from) {
            edits.push_back({.change = LabelChange::rename, .object = object, .new_class = to});
        }
    }
    return edits;
}

}  // namespace

std::optional<StepOutcome> withClassRenamed(const Dataset& dataset, const LabelJournal& journal,
                                            const std::string& from, const std::string& to,
                                            const std::stop_token& stop, const ProgressFn& progress) {
    const auto known = std::find(dataset.classes.begin(), dataset.classes.end(), from);
    const int label =
        known == dataset.classes.end() ? 0 : static_cast<int>(known - dataset.classes.begin()) + 1;
    const auto gather = [&](std::size_t index, GatheredStep& gathered) {
        const ImageRow image = dataset.images[index];
        const std::string id = image.id;
        const bool is_edited = journal.bases().contains(id);
        const bool has_class =
            std::any_of(image.objects.begin(), image.objects.end(),
                        [label](const Annotation& object) { return object.label == label; });
        if (image.annotation_file.empty() || (!is_edited && !has_class)) {
            return;
        }
        std::string bytes = is_edited ? journal.bytesOf(id) : annotationBytes(image.annotation_file);
        const EditableAnnotation annotation(bytes, image.annotation_file.string());
        const std::vector<AnnotationEdit> edits = renamings(annotation, from, to);
        (void)annotation.edited(edits);
        for (const AnnotationEdit& edit : edits) {
            gathered.step.edits.push_back({.image = id, .edit = edit});
        }
        if (!is_edited && !edits.empty()) {
            gathered.originals[id] = std::move(bytes);
        }
    };
    return stepOfImages(journal, dataset.images.size(), stop, progress, gather);
}

}  // namespace priorscope
