#include "core/formats/writing/split_list_file.hpp"

#include <string>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/formats/voc/split_lists.hpp"

namespace priorscope {

namespace fs = std::filesystem;

SplitListPlace splitListPlace(const Dataset& dataset) {
    if (formatOf(dataset.root).name != "voc") {
        return {.obstacle = Core::tr("Only VOC datasets have their splits in lists of images")};
    }
    if (const auto folder = folderOfSplitLists(dataset.root)) {
        return {.folder = *folder};
    }
    if (!dataset.splits.empty()) {
        return {.obstacle = Core::tr("A list in ImageSets/Main would hide the splits that the dataset has")};
    }
    return {.folder = dataset.root / "ImageSets" / "Main"};
}

void writeSplitList(const Dataset& dataset, std::span<const std::size_t> images, const fs::path& file,
                    bool may_replace) {
    const Sentence action = Core::tr("writing the list of a split");
    std::error_code error;
    if (!may_replace && fs::exists(fs::symlink_status(file, error))) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("the file exists, and is not replaced"),
                     .remedy = Core::tr("Choose another name, or remove it")});
    }
    fs::create_directories(file.parent_path(), error);  // if it fails, writing says why
    std::string text;
    for (const std::size_t image : images) {
        text += dataset.images[image].id;
        text += '\n';
    }
    writeFileAtomically(action, file, text);
}

}  // namespace priorscope
