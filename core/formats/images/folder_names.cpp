#include "core/formats/images/folder_names.hpp"

#include <algorithm>
#include <array>

#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

constexpr std::array<std::string_view, 9> kAnnotationFolders{
    "annotations", "annotation", "labels", "label", "xml", "xmls", "annots", "annot", "annotations_xml"};
constexpr std::array<std::string_view, 16> kImageFolders{
    "jpegimages", "pngimages", "images", "image", "imgs",  "img", "data", "pictures",
    "photos",     "frames",    "jpeg",   "jpgs",  "jpegs", "jpg", "rgb",  "jpgimages"};
constexpr std::array<std::string_view, 10> kSplits{"train",    "val",      "valid",   "validation", "test",
                                                   "trainval", "training", "testing", "dev",        "eval"};

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
    const std::string folded = caseFolded(name);
    return std::find(names.begin(), names.end(), folded) != names.end();
}

}  // namespace

std::span<const std::string_view> annotationFolderNames() {
    return kAnnotationFolders;
}

std::span<const std::string_view> imageFolderNames() {
    return kImageFolders;
}

bool isAnnotationFolderName(std::string_view name) {
    return isOneOf(kAnnotationFolders, name);
}

bool isImageFolderName(std::string_view name) {
    return isOneOf(kImageFolders, name);
}

bool isSplitName(std::string_view name) {
    return isOneOf(kSplits, name);
}

bool isSplitWord(std::string_view word) {
    const std::size_t last = word.find_last_not_of("0123456789");
    return last != std::string_view::npos && isSplitName(word.substr(0, last + 1));
}

std::string splitWordIn(std::string_view name) {
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find_first_of("_-. ", begin), name.size());
        if (isSplitWord(name.substr(begin, end - begin))) {
            return std::string(name.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return {};
}

}  // namespace priorscope
