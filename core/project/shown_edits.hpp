// What the label edits of a dataset make of its images.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/project/edited_labels.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

struct ShownEdits {
    std::map<int, std::shared_ptr<const EditedLabels>> edited{};  ///< by index of the image
    std::vector<std::string> new_classes{};
    std::set<std::string> unsaved{};  ///< images whose files are not what their edits make of them
    std::set<std::string> unknown{};  ///< images that were read from files that the journal does not know
    std::vector<Sentence> problems{};
};

/// Works out one image anew.
/// @param image  one of the journal's bases
void showEdits(ShownEdits& shown, const Dataset& dataset, const LabelJournal& journal,
               const std::string& image);

/// The annotation file of an image as it is now. @throws Error if it cannot be read
std::string labelFileBytes(const ImageRow& image);

}  // namespace priorscope
