#include "core/project/shown_edits.hpp"

#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {

void showEdits(ShownEdits& shown, const Dataset& dataset, const LabelJournal& journal,
               const std::string& image) {
    const std::optional<std::size_t> index = imageNamed(dataset, image);
    const int number = index ? static_cast<int>(*index) : -1;
    shown.edited.erase(number);
    shown.unsaved.erase(image);
    shown.unknown.erase(image);
    try {
        if (stateOf(journal.bytesOf(image)) != journal.bases().at(image).saved) {
            shown.unsaved.insert(image);
        }
        if (!index) {
            return;  // the dataset no longer has it
        }
        auto labels = editedLabels(dataset, dataset.images[*index], journal, shown.new_classes);
        if (!labels) {
            shown.unknown.insert(image);
        } else if (labels->isEdited()) {
            shown.edited[number] = std::make_shared<const EditedLabels>(std::move(*labels));
        }
    } catch (const Error& error) {  // a journal that no longer replays
        shown.problems.push_back(inOneLine(error.parts()));
    }
}

std::string labelFileBytes(const ImageRow& image) {
    return annotationBytes(image.annotation_file);
}

}  // namespace priorscope
