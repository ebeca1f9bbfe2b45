// Reading folders of VOC annotations.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

struct VocReadOptions {
    std::string split{};       ///< read only this split's annotations; empty: all
    bool zero_based = false;   ///< boxes were written with the first pixel as 0
    bool check_images = true;  ///< look whether each image file exists
    std::vector<std::string>
        classes{};  ///< fixed class list; empty: VOC's twenty where they suffice, else from the data
};

/// Reads VOCdevkit/VOC2007, a VOCdevkit with one year in it, or any folder with XML files and images beside
/// them. A bad file becomes an entry of Dataset::issues and nothing else is lost.
/// @return nothing if stopped
/// @throws Error where the folder is missing, holds no annotation at all, or the split does not exist
std::optional<Dataset> readVocDataset(const std::filesystem::path& folder, const VocReadOptions& options = {},
                                      std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
