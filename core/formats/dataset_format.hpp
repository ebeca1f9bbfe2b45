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

/// What becomes of the images when a dataset is written.
enum class ImageTransfer {
    copy,
    link,  ///< symbolic links to where the images are
    none,  ///< annotations only
};

struct WriteOptions {
    std::string split{};  ///< only the images of this split; empty: all
    ImageTransfer images = ImageTransfer::copy;
};

/// One annotation format.
struct DatasetFormat {
    std::string name;        ///< "voc", as the command line spells it
    std::string shown_name;  ///< "Pascal VOC (XML)"
    /// Whether a folder holds annotations of this format, or a file is one of its main files. Checks only
    /// names and first lines.
    std::function<bool(const std::filesystem::path& folder)> recognises;
    /// Reads everything. A bad file becomes an entry of Dataset::issues and does not affect the others.
    /// @return nothing if stopped
    /// @throws Error if there is nothing to read
    std::function<std::optional<Dataset>(const std::filesystem::path& folder, const ReadOptions& options,
                                         const std::stop_token& stop, const ProgressFn& progress)>
        read;
    /// Writes the dataset as a new folder; a format that is only read has none. Nothing is there until all of
    /// it is. Images without a size are left out.
    /// @return false if stopped: then nothing was written
    /// @throws Error if the folder is there and not empty, or cannot be written
    std::function<bool(const Dataset& dataset, const std::filesystem::path& folder,
                       const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress)>
        write{};
    /// What of the dataset the format cannot hold, one sentence each. With write.
    std::function<std::vector<Sentence>(const Dataset& dataset, const WriteOptions& options)> losses{};
};

/// The supported formats, in the order in which they are tried. A folder in VOC's own layout is VOC's,
/// whatever else lies in it. VOC comes last: it accepts any folder, and its error best explains what was
/// searched for.
const std::vector<DatasetFormat>& datasetFormats();

/// The format of that name, if it can be written.
/// @throws Error listing those that can
const DatasetFormat& writableFormat(const std::string& name,
                                    const std::vector<DatasetFormat>& formats = datasetFormats());

/// The first format that recognises a folder or file.
/// @throws Error if none does
const DatasetFormat& formatOf(const std::filesystem::path& folder,
                              const std::vector<DatasetFormat>& formats = datasetFormats());

/// Reads a folder, or a file of a format that has main files, with the first format that recognises it.
/// @return nothing if stopped
/// @throws Error if the folder is missing, or contains nothing readable
std::optional<Dataset> readDataset(const std::filesystem::path& folder, const ReadOptions& options = {},
                                   std::stop_token stop = {}, const ProgressFn& progress = {},
                                   const std::vector<DatasetFormat>& formats = datasetFormats());

}  // namespace priorscope
