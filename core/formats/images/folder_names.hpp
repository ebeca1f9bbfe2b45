// What the names of folders say about what lies in them. Internal to core/formats.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace priorscope {

/// The names, in small letters, that tools give to folders of annotations and of images; likelier ones first.
std::span<const std::string_view> annotationFolderNames();
std::span<const std::string_view> imageFolderNames();

/// Whether a name is one of those that tools give to folders of annotations or of images.
bool isAnnotationFolderName(std::string_view name);
bool isImageFolderName(std::string_view name);
/// train, val, valid, test and their kin: folders with these names are splits.
bool isSplitName(std::string_view name);
/// What a split of that name is for: "train", "val" or "test"; else the name itself, in small letters.
std::string splitPurpose(std::string_view name);

}  // namespace priorscope
