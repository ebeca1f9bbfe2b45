// One JSON file of LabelMe. Internal to core/formats.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

struct LabelmeFile {
    bool usable = false;
    std::string image_path{};  ///< as it is written
    int width = 0;             ///< 0 if it gives none
    int height = 0;
    std::vector<Annotation> objects{};  ///< labels are 0; voc is set
    std::vector<std::string> labels{};  ///< [objects]
    std::vector<DatasetIssue> issues{};
    std::size_t crowds = 0;
};

LabelmeFile readLabelmeFile(const std::filesystem::path& file);

}  // namespace priorscope
