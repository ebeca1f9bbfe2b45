// The list of supported annotation formats.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

/// What boxes refer to in an image with EXIF rotation, if nothing else tells.
enum class OrientationSetting {
    stored,  ///< the pixels as stored in the file, as in VOC
    shown,   ///< the image as shown by image viewers and most labelling tools
};

struct ReadOptions {
    std::string split{};                 ///< read only this split's annotations; empty: all
    bool zero_based = false;             ///< pixel coordinates in the boxes are 0-based
    bool check_images = true;            ///< locate each image, and compare its header with the annotation
    std::vector<std::string> classes{};  ///< fixed class list; empty: the names that occur, sorted bytewise
    OrientationSetting orientation = OrientationSetting::stored;
};

/// One annotation format.
struct DatasetFormat {
    std::string name;   ///< "voc", as the command line spells it
    std::string title;  ///< "Pascal VOC (XML)"
    /// Whether a folder holds annotations of this format. Checks only names and first lines.
    std::function<bool(const std::filesystem::path& folder)> recognises;
    /// Reads everything. A bad file becomes an entry of Dataset::issues and does not affect the others.
    /// @return nothing if stopped
    /// @throws Error if there is nothing to read
    std::function<std::optional<Dataset>(const std::filesystem::path& folder, const ReadOptions& options,
                                         const std::stop_token& stop, const ProgressFn& progress)>
        read;
};

/// The supported formats, in the order in which they are tried. VOC comes last: it accepts any folder,
/// and its error best explains what was searched for.
const std::vector<DatasetFormat>& datasetFormats();

/// Reads a folder with the first format that recognises it.
/// @return nothing if stopped
/// @throws Error if the folder is missing, or contains nothing readable
std::optional<Dataset> readDataset(const std::filesystem::path& folder, const ReadOptions& options = {},
                                   std::stop_token stop = {}, const ProgressFn& progress = {},
                                   const std::vector<DatasetFormat>& formats = datasetFormats());

}  // namespace priorscope
