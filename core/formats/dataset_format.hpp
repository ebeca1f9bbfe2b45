// The annotation formats that can be read, in one list.
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

/// What boxes refer to where a picture is turned by EXIF and nothing else tells.
enum class OrientationSetting {
    stored,  ///< the pixels as they lie in the file, as VOC's own boxes do
    shown,   ///< the picture as image viewers and most labelling tools show it
};

struct ReadOptions {
    std::string split{};                 ///< read only this split's annotations; empty: all
    bool zero_based = false;             ///< boxes were written with the first pixel as 0
    bool check_images = true;            ///< look for each image, and compare its header with the annotation
    std::vector<std::string> classes{};  ///< fixed class list; empty: the names that occur, sorted by bytes
    OrientationSetting orientation = OrientationSetting::stored;
};

/// One format of annotations.
struct DatasetFormat {
    std::string name;   ///< "voc", as the command line spells it
    std::string title;  ///< "Pascal VOC (XML)"
    /// Whether a folder holds annotations of this format. Looks at names and first lines only.
    std::function<bool(const std::filesystem::path& folder)> recognises;
    /// Reads all of it. A bad file becomes an entry of Dataset::issues and nothing else is lost.
    /// @return nothing if stopped
    /// @throws Error where there is nothing to read
    std::function<std::optional<Dataset>(const std::filesystem::path& folder, const ReadOptions& options,
                                         const std::stop_token& stop, const ProgressFn& progress)>
        read;
};

/// The formats of this program, in the order in which they are tried. VOC comes last: it takes any folder,
/// and says best what it looked for there.
const std::vector<DatasetFormat>& datasetFormats();

/// Reads a folder in the first format that recognises it.
/// @return nothing if stopped
/// @throws Error where the folder is missing, or holds nothing that can be read
std::optional<Dataset> readDataset(const std::filesystem::path& folder, const ReadOptions& options = {},
                                   std::stop_token stop = {}, const ProgressFn& progress = {},
                                   const std::vector<DatasetFormat>& formats = datasetFormats());

}  // namespace priorscope
