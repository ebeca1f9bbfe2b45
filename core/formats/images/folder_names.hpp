// What folder names tell about their contents. Internal to core/formats.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace priorscope {

/// Usual lower-case names of annotation folders and of image folders; most likely first.
std::span<const std::string_view> annotationFolderNames();
std::span<const std::string_view> imageFolderNames();

/// Whether a name is a usual name of an annotation folder or an image folder.
bool isAnnotationFolderName(std::string_view name);
bool isImageFolderName(std::string_view name);
/// train, val, valid, test and similar names: folders with these names are splits.
bool isSplitName(std::string_view name);
/// The same with digits behind it: train2017.
bool isSplitWord(std::string_view word);
/// The first such word of a name, between dots, hyphens, underscores and blanks; empty if there is none.
std::string splitWordIn(std::string_view name);

}  // namespace priorscope
