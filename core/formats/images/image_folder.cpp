#include "core/formats/images/image_folder.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/image_index.hpp"

namespace priorscope {

std::vector<std::string> imagesBelow(const std::filesystem::path& folder) {
    std::vector<std::string> images;
    forEachFile(
        folder,
        [&images](const std::string& path, std::string_view below) {
            if (isImageName(baseName(below))) {
                images.push_back(path);
            }
        },
        [](const std::filesystem::path& closed, const std::string& reason) {
            throw Error(
                {.action = Core::tr("listing the images"), .file = closed.string(), .reason = reason});
        });
    if (images.empty()) {
        throw Error({.action = Core::tr("listing the images"),
                     .file = folder.string(),
                     .reason = Core::tr("the folder holds no image"),
                     .remedy = Core::tr("Choose a folder with images, or name the files")});
    }
    std::sort(images.begin(), images.end());
    return images;
}

}  // namespace priorscope
