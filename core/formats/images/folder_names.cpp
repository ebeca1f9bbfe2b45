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

std::string splitPurpose(std::string_view name) {
    const std::string folded = caseFolded(name);
    if (folded == "training") {
        return "train";
    }
    if (folded == "valid" || folded == "validation" || folded == "dev") {
        return "val";
    }
    return folded == "testing" || folded == "eval" ? "test" : folded;
}

}  // namespace priorscope
