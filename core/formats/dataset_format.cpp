#include "core/formats/dataset_format.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/formats/images/image_dataset.hpp"
#include "core/formats/voc/voc_reader.hpp"

namespace priorscope {

const std::vector<DatasetFormat>& datasetFormats() {
    static const std::vector<DatasetFormat> formats{
        {.name = "images",
         .title = "Images without annotations",
         .recognises = isImageFolder,
         .read = readImageFolder},
        {.name = "voc",
         .title = "Pascal VOC (XML)",
         .recognises = [](const std::filesystem::path&) { return true; },
         .read = readVocDataset},
    };
    return formats;
}

std::optional<Dataset> readDataset(const std::filesystem::path& folder, const ReadOptions& options,
                                   std::stop_token stop, const ProgressFn& progress,
                                   const std::vector<DatasetFormat>& formats) {
    const auto format = std::find_if(formats.begin(), formats.end(), [&folder](const DatasetFormat& each) {
        return each.recognises(folder);
    });
    if (format == formats.end()) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = folder.string(),
                     .reason = Core::tr("it holds annotations of no known format")});
    }
    return format->read(folder, options, stop, progress);
}

}  // namespace priorscope
