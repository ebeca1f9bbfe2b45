// Locates the files of a VOC folder. Internal to core/formats.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// One annotation file.
struct AnnotationFile {
    /// Path relative to the annotations folder, without extension: "train/0001". Valid UTF-8, composed.
    std::string id;
    std::string path;
};

/// An annotations folder with an images folder (root/Annotations and root/JPEGImages, in the spellings that
/// tools use), or any tree of folders that contains XML files and images.
struct VocLayout {
    std::filesystem::path root;
    std::filesystem::path annotations;  ///< the folder that ids are relative to
    std::filesystem::path images;       ///< where an image is expected to be
    bool tree = false;                  ///< XML files and images are anywhere below the root
};

/// The finding about a folder that cannot be opened.
/// @param reason  the system's message: "Permission denied"
DatasetIssue closedFolder(const std::filesystem::path& folder, const std::string& reason);

/// @throws Error if the folder is missing, not a folder, or contains several unrelated
/// datasets
VocLayout findVocLayout(const std::filesystem::path& folder);

/// All XML files, sorted by id; in an annotations folder also files without extension that contain XML.
/// @param issues  receives a finding for each folder that cannot be opened
/// @throws Error if there are none, naming where they were searched for
std::vector<AnnotationFile> listAnnotations(const VocLayout& layout, std::vector<DatasetIssue>& issues);

}  // namespace priorscope
