#include "core/project/verifying.hpp"

#include <map>
#include <utility>

#include "core/base/error.hpp"
#include "core/project/annotation_files.hpp"
#include "core/project/edited_labels.hpp"

namespace priorscope {

std::optional<AnnotationEdit> verifyingEdit(const std::string& original, const std::string& now,
                                            const std::string& file, bool is_verified) {
    if (EditableAnnotation(now, file).isVerified() == is_verified) {
        return std::nullopt;
    }
    AnnotationEdit edit{.change = LabelChange::verify, .verified = kVerifiedYes};
    if (!is_verified) {
        const std::string before = EditableAnnotation(original, file).verifiedText();
        edit.verified = saysVerified(before) ? std::string() : before;
    }
    return edit;
}

std::optional<StepOutcome> withVerified(const Dataset& dataset, LabelJournal journal,
                                        std::span<const std::size_t> images, bool is_verified,
                                        const std::stop_token& stop, const ProgressFn& progress) {
    StepOutcome result;
    LabelStep step;
    std::map<std::string, std::string> originals;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const ImageRow image = dataset.images[images[i]];
        const std::string id = image.id;
        try {
            const bool is_edited = journal.bases().contains(id);
            std::string original =
                is_edited ? *journal.bases().at(id).original : annotationBytes(image.annotation_file);
            const std::string now = is_edited ? journal.bytesOf(id) : original;
            if (!is_edited &&
                !isAsRead(dataset, image, EditableAnnotation(original, image.annotation_file.string()))) {
                throw Error({.action = Core::tr("editing the labels"),
                             .file = image.annotation_file.string(),
                             .reason = Core::tr("it was changed after the dataset was read"),
                             .remedy = Core::tr("Read the dataset again")});
            }
            const auto edit = verifyingEdit(original, now, image.annotation_file.string(), is_verified);
            if (edit) {
                (void)EditableAnnotation(now, image.annotation_file.string()).edited({&*edit, 1});
                step.edits.push_back({.image = id, .edit = *edit});
                originals[id] = std::move(original);
            }
        } catch (const Error& error) {
            result.problems.push_back(inOneLine(error.parts()));
        }
        if (progress && i % 64 == 0) {
            progress({.done = static_cast<std::int64_t>(i),
                      .total = static_cast<std::int64_t>(images.size()),
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
