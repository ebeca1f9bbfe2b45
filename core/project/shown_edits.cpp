#include "core/project/shown_edits.hpp"

#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {

int imageNumbered(const Dataset& dataset, const std::string& id) {
    const ImageTable& images = dataset.images;
    const auto found =
        std::lower_bound(images.begin(), images.end(), id,
                         [](const ImageRow& row, const std::string& wanted) { return row.id < wanted; });
    return found != images.end() && found->id == id ? static_cast<int>(found - images.begin()) : -1;
}

void showEdits(ShownEdits& shown, const Dataset& dataset, const LabelJournal& journal,
               const std::string& image) {
    const int index = imageNumbered(dataset, image);
    shown.edited.erase(index);
    shown.unsaved.erase(image);
    shown.unknown.erase(image);
    try {
        if (stateOf(journal.bytesOf(image)) != journal.bases().at(image).saved) {
            shown.unsaved.insert(image);
        }
        if (index < 0) {
            return;  // the dataset no longer has it
        }
        auto labels = editedLabels(dataset, dataset.images[static_cast<std::size_t>(index)], journal,
                                   shown.new_classes);
        if (!labels) {
            shown.unknown.insert(image);
        } else if (labels->isEdited()) {
            shown.edited[index] = std::make_shared<const EditedLabels>(std::move(*labels));
        }
    } catch (const Error& error) {  // a journal that no longer replays
        shown.problems.push_back(inOneLine(error.parts()));
    }
}

std::string labelFileBytes(const ImageRow& image) {
    return annotationBytes(image.annotation_file);
}

}  // namespace priorscope
