#include "core/project/verifying.hpp"

#include <utility>

#include "core/project/edited_labels.hpp"
#include "core/project/step_of_images.hpp"

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

std::optional<StepOutcome> withVerified(const Dataset& dataset, const LabelJournal& journal,
                                        std::span<const std::size_t> images, bool is_verified,
                                        const std::stop_token& stop, const ProgressFn& progress) {
    const auto gather = [&](std::size_t index, GatheredStep& gathered) {
        const ImageRow image = dataset.images[images[index]];
        const std::string id = image.id;
        const std::string file = image.annotation_file.string();
        const bool is_edited = journal.bases().contains(id);
        std::string original =
            is_edited ? *journal.bases().at(id).original : bytesAsRead(dataset, image, image.annotation_file);
        const std::string now = is_edited ? journal.bytesOf(id) : original;
        const auto edit = verifyingEdit(original, now, file, is_verified);
        if (edit) {
            (void)EditableAnnotation(now, file).edited({&*edit, 1});
            gathered.step.edits.push_back({.image = id, .edit = *edit});
            gathered.originals[id] = std::move(original);
        }
    };
    return stepOfImages(journal, images.size(), stop, progress, gather);
}

}  // namespace priorscope
