#include "core/project/class_renaming.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/error.hpp"
#include "core/project/annotation_files.hpp"

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

std::optional<StepOutcome> withClassRenamed(const Dataset& dataset, LabelJournal journal,
                                            const std::string& from, const std::string& to,
                                            const std::stop_token& stop, const ProgressFn& progress) {
    StepOutcome result;
    LabelStep step;
    std::map<std::string, std::string> originals;
    const auto known = std::find(dataset.classes.begin(), dataset.classes.end(), from);
    const int label =
        known == dataset.classes.end() ? 0 : static_cast<int>(known - dataset.classes.begin()) + 1;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const ImageRow image = dataset.images[i];
        const std::string id = image.id;
        const bool is_edited = journal.bases().contains(id);
        const bool has_class =
            std::any_of(image.objects.begin(), image.objects.end(),
                        [label](const Annotation& object) { return object.label == label; });
        if (image.annotation_file.empty() || (!is_edited && !has_class)) {
            continue;
        }
        try {
            std::string bytes = is_edited ? journal.bytesOf(id) : annotationBytes(image.annotation_file);
            const EditableAnnotation annotation(bytes, image.annotation_file.string());
            const std::vector<AnnotationEdit> edits = renamings(annotation, from, to);
            (void)annotation.edited(edits);
            for (const AnnotationEdit& edit : edits) {
                step.edits.push_back({.image = id, .edit = edit});
            }
            if (!is_edited && !edits.empty()) {
                originals[id] = std::move(bytes);
            }
        } catch (const Error& error) {
            result.problems.push_back(inOneLine(error.parts()));
        }
        if (progress && i % 64 == 0) {
            progress({.done = static_cast<std::int64_t>(i),
                      .total = static_cast<std::int64_t>(dataset.images.size()),
                      .unit = "images"});
        }
    }
    if (!step.edits.empty()) {
        journal.add(std::move(step), originals);
        result.is_changed = true;
    }
    result.journal = std::move(journal);
    return result;
}

}  // namespace priorscope
