// Annotation files on disk: found, read, replaced. Internal to core/project.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "core/dataset/dataset.hpp"
#include "core/project/file_state.hpp"

namespace priorscope {

/// What is done, for errors.
Sentence changingAnnotation();

/// The annotation of an image: the file itself, if its name is a link.
/// @param image  ImageRow::id
/// @throws Error if the dataset has none
std::filesystem::path annotationOf(const Dataset& dataset, const std::string& image);

/// @throws Error if it cannot be read, or is larger than an annotation may be
std::string annotationBytes(const std::filesystem::path& file);

/// What a file is now; nothing if it cannot be read.
std::optional<FileState> presentState(const std::filesystem::path& file);

/// Renaming would replace a file that nobody may write.
/// @throws Error if it is read-only
void requireWritableFile(const std::filesystem::path& file);

/// Puts other bytes in a file's place by one rename, with its permissions and owner.
/// @throws Error if that fails; the file is as it was
void replaceAnnotation(const std::filesystem::path& file, const std::string& bytes,
                       const Sentence& action = changingAnnotation());

/// Removes what a killed writer left beside annotations.
/// @param files  beside which to look
void removeLeftovers(const std::set<std::filesystem::path>& files);

}  // namespace priorscope
