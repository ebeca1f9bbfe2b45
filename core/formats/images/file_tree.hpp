// The files below a folder. Internal to core/formats.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace priorscope {

/// @param path   the file, with the folder in front
/// @param below  the part of it below the folder: "train/0001.xml"
using FileVisitor = std::function<void(const std::string& path, std::string_view below)>;
/// @param reason  the system's word: "Permission denied"
using FolderProblem = std::function<void(const std::filesystem::path& folder, const std::string& reason)>;

/// Visits every file below a folder, links to files and folders followed; a link to a folder that it lies in
/// itself ends there, and one that leads nowhere is visited as a file. What begins with a dot and __MACOSX
/// are passed over: they hold no user's data. A missing folder has no files.
/// @param problem  called for each folder that cannot be opened
void forEachFile(const std::filesystem::path& folder, const FileVisitor& visit, const FolderProblem& problem);

bool isFolder(const std::filesystem::path& path);

/// Names in a folder that are folders themselves, sorted; hidden ones left out.
std::vector<std::string> foldersIn(const std::filesystem::path& folder);

}  // namespace priorscope
