// An image's objects as they would be once its edits are saved, beside those that its dataset has.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

enum class EditMark : std::uint8_t { none, changed, added, removed };

struct EditedLabels {
    /// The image with its objects in the dataset's order, those that are removed among them, and added ones
    /// behind. Labels beyond the dataset's classes are those of new classes.
    ImageRecord record{};
    std::vector<EditMark> marks{};     ///< [objects]
    std::vector<FiledObject> filed{};  ///< [objects] as the edits left them; place -1: removed
    bool is_verified_anew = false;     ///< record.verified is not as read
    bool isEdited() const;
};

/// Whether an annotation has the objects, flags and mark that the dataset was read with.
bool isAsRead(const Dataset& dataset, const ImageRow& filed, const EditableAnnotation& annotation);

/// The bytes of an image's annotation, which nothing has edited here. Internal to core/project.
/// @throws Error if it cannot be read, or is not as the dataset was read
std::string bytesAsRead(const Dataset& dataset, const ImageRow& filed, const std::filesystem::path& file);

/// What the edits in force make of an image.
/// @param filed        the image as the dataset was read
/// @param new_classes  names that are not among the dataset's; receives more
/// @return nothing if the dataset was read from a file that the journal does not know
/// @throws Error if an edit cannot be carried out
std::optional<EditedLabels> editedLabels(const Dataset& dataset, const ImageRow& filed,
                                         const LabelJournal& journal, std::vector<std::string>& new_classes);

}  // namespace priorscope
