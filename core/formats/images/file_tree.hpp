// The files below a folder. Internal to core/formats.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace priorscope {

/// @param path   the file, including the folder
/// @param below  its path relative to the folder: "train/0001.xml"
using FileVisitor = std::function<void(const std::string& path, std::string_view below)>;
/// @param reason  the system's message: "Permission denied"
using FolderProblem = std::function<void(const std::filesystem::path& folder, const std::string& reason)>;

/// Visits every file below a folder, following links to files and folders; a link to one of its own parent
/// folders is not followed, and a dangling link is visited as a file. Names that begin with a dot and
/// __MACOSX are skipped: they hold no user data. A missing folder has no files.
/// @param problem  called for each folder that cannot be opened
void forEachFile(const std::filesystem::path& folder, const FileVisitor& visit, const FolderProblem& problem);

/// Deeper than any dataset; links into each other could recurse forever.
constexpr std::size_t kDeepestFolder = 32;
/// Maximum number of folder links on one path: with folders that link to each other, the number of paths
/// grows factorially.
constexpr int kMostFolderLinks = 3;

/// Whether forEachFile() skips files and folders of that name.
bool isPassedOver(std::string_view name);

bool isFolder(const std::filesystem::path& path);

/// The first bytes of a file, to tell its format; empty if it cannot be read.
std::string firstBytes(const std::filesystem::path& file, std::size_t count);

/// Names of the subfolders of a folder, sorted; hidden ones are skipped.
std::vector<std::string> foldersIn(const std::filesystem::path& folder);

}  // namespace priorscope
