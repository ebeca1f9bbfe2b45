// Which files of a folder are COCO's instances, and which images they describe. Internal to core/formats.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace priorscope {

struct CocoFile {
    std::filesystem::path file{};
    std::filesystem::path root{};                  ///< the dataset's folder
    std::string split{};                           ///< "train2017"; empty if the name tells none
    std::vector<std::filesystem::path> folders{};  ///< where its images may lie, the likeliest first
};

/// The files of a dataset, sorted: path itself if it is a file; of a folder those in it, in its annotation
/// folders and in the folders of splits. Beside instances_*.json, others (captions, keypoints) are not read.
/// Looks at names and the first bytes only.
std::vector<CocoFile> cocoFiles(const std::filesystem::path& path);

}  // namespace priorscope
