// The CSV files of an Open Images dataset. Internal to core/formats.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace priorscope {

enum class OpenImagesTable {
    boxes,         ///< ImageID, LabelName, XMin, XMax, YMin, YMax, …
    images,        ///< ImageID and Subset or Rotation, without labels
    descriptions,  ///< LabelName and its name, with or without a header
};

struct OpenImagesFile {
    std::filesystem::path file{};
    OpenImagesTable table = OpenImagesTable::boxes;
    std::string split{};  ///< that the name of the file or of its folder tells; empty: none
};

/// The files in a folder and up to two levels below, sorted; or the file itself. Reads first lines only.
std::vector<OpenImagesFile> openImagesFiles(const std::filesystem::path& path);

}  // namespace priorscope
