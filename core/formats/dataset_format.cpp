#include "core/formats/dataset_format.hpp"

#include <algorithm>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/formats/coco/coco_reader.hpp"
#include "core/formats/coco/coco_writer.hpp"
#include "core/formats/combined/dataset_file.hpp"
#include "core/formats/cvat/cvat_reader.hpp"
#include "core/formats/cvat/cvat_writer.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/images/image_dataset.hpp"
#include "core/formats/labelme/labelme_reader.hpp"
#include "core/formats/labelme/labelme_writer.hpp"
#include "core/formats/openimages/open_images_reader.hpp"
#include "core/formats/openimages/open_images_writer.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/formats/voc/voc_writer.hpp"
#include "core/formats/yolo/yolo_reader.hpp"
#include "core/formats/yolo/yolo_writer.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

using Recognition = bool (*)(const fs::path& path);

/// What a format recognises, but for folders in VOC's own layout.
template <Recognition recognises>
bool beyondVoc(const fs::path& path) {
    return !hasVocLayout(path) && recognises(path);
}

}  // namespace

const std::vector<DatasetFormat>& datasetFormats() {
    static const std::vector<DatasetFormat> formats{
        {.name = "combined",
         .shown_name = "Several datasets (JSON of Priorscope)",
         .recognises = isDatasetFile,
         .read = readCombinedDataset},
        {.name = "coco",
         .shown_name = "COCO (JSON)",
         .recognises = beyondVoc<isCocoDataset>,
         .read = readCocoDataset,
         .write = writeCocoDataset,
         .losses = cocoLosses},
        {.name = "yolo",
         .shown_name = "YOLO (TXT)",
         .recognises = beyondVoc<isYoloDataset>,
         .read = readYoloDataset,
         .write = writeYoloDataset,
         .losses = yoloLosses},
        {.name = "cvat",
         .shown_name = "CVAT for images (XML)",
         .recognises = beyondVoc<isCvatDataset>,
         .read = readCvatDataset,
         .write = writeCvatDataset,
         .losses = cvatLosses},
        {.name = "labelme",
         .shown_name = "LabelMe (JSON)",
         .recognises = beyondVoc<isLabelmeDataset>,
         .read = readLabelmeDataset,
         .write = writeLabelmeDataset,
         .losses = labelmeLosses},
        {.name = "openimages",
         .shown_name = "Open Images (CSV)",
         .recognises = beyondVoc<isOpenImagesDataset>,
         .read = readOpenImagesDataset,
         .write = writeOpenImagesDataset,
         .losses = openImagesLosses},
        {.name = "images",
         .shown_name = "Images without annotations",
         .recognises = isImageFolder,
         .read = readImageFolder},
        {.name = "voc",
         .shown_name = "Pascal VOC (XML)",
         .recognises = [](const fs::path&) { return true; },
         .read = readVocDataset,
         .write = writeVocDataset,
         .losses = vocLosses},
    };
    return formats;
}

const DatasetFormat& writableFormat(const std::string& name, const std::vector<DatasetFormat>& formats) {
    std::vector<std::string> names;
    for (const DatasetFormat& format : formats) {
        if (format.write) {
            if (format.name == name) {
                return format;
            }
            names.push_back(format.name);
        }
    }
    throw Error({.action = Core::tr("writing the dataset"),
                 .reason = Core::tr("no format \"%1\" is written").arg(name),
                 .remedy = Core::tr("Formats: %1").arg(joined(names))});
}

const DatasetFormat& formatOf(const fs::path& folder, const std::vector<DatasetFormat>& formats) {
    const auto format = std::find_if(formats.begin(), formats.end(), [&folder](const DatasetFormat& each) {
        return each.recognises(folder);
    });
    if (format == formats.end()) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = folder.string(),
                     .reason = Core::tr("it holds annotations of no known format")});
    }
    return *format;
}

std::optional<Dataset> readDataset(const fs::path& folder, const ReadOptions& options, std::stop_token stop,
                                   const ProgressFn& progress, const std::vector<DatasetFormat>& formats) {
    return formatOf(folder, formats).read(folder, options, stop, progress);
}

}  // namespace priorscope
