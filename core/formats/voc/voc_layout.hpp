// Where the files of a VOC folder are. Internal to core/formats.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// One annotation file.
struct AnnotationFile {
    /// Path without ending below the folder of annotations: "train/0001". Valid UTF-8, composed.
    std::string id;
    std::string path;
};

/// A folder of annotations with a folder of images (root/Annotations with root/JPEGImages, in the spellings
/// that tools use), or any tree of folders with XML files and images in it.
struct VocLayout {
    std::filesystem::path root;
    std::filesystem::path annotations;  ///< folder that ids are relative to
    std::filesystem::path images;       ///< where an image is expected
    bool tree = false;                  ///< XML and images lie anywhere below the root
};

/// The finding about a folder that cannot be opened.
/// @param reason  the system's word: "Permission denied"
DatasetIssue closedFolder(const std::filesystem::path& folder, const std::string& reason);

/// @throws Error where the folder is missing, no folder, or holds several datasets that do not belong
/// together
VocLayout findVocLayout(const std::filesystem::path& folder);

/// Every XML file, sorted by id; in a folder of annotations also files without ending that hold XML.
/// @param issues  gets a finding for each folder that cannot be opened
/// @throws Error where there is none, naming where it was looked for
std::vector<AnnotationFile> listAnnotations(const VocLayout& layout, std::vector<DatasetIssue>& issues);

}  // namespace priorscope
