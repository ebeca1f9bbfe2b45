#include "core/formats/images/image_index.hpp"

#include <algorithm>
#include <array>

#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/split_purpose.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"

namespace priorscope {
namespace {

constexpr std::array<std::string_view, 11> kImageEndings{"jpg", "jpeg", "jpe",  "jfif", "png", "bmp",
                                                         "dib", "tif",  "tiff", "webp", "gif"};
/// Extensions of files that describe images but are not images.
constexpr std::array<std::string_view, 11> kTextEndings{"xml", "txt",  "json", "csv", "md", "yaml",
                                                        "yml", "html", "log",  "py",  "db"};

/// The extension in lower case, without its dot.
std::string endingOf(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string() : caseFolded(name.substr(dot + 1));
}

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& endings, const std::string& ending) {
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

bool saysWhatLiesInIt(std::string_view folder) {
    return isAnnotationFolderName(folder) || isImageFolderName(folder);
}

/// "annotations_train" and "train-images" both mean "train".
std::string_view placeIn(std::string_view folder) {
    for (std::size_t at = folder.find_first_of("_-"); at != std::string_view::npos;
         at = folder.find_first_of("_-", at + 1)) {
        if (saysWhatLiesInIt(folder.substr(0, at)) && at + 1 < folder.size()) {
            return folder.substr(at + 1);
        }
        if (saysWhatLiesInIt(folder.substr(at + 1)) && at > 0) {
            return folder.substr(0, at);
        }
    }
    return folder;
}

/// The folders of a path that distinguish locations rather than kinds of content.
std::vector<std::string_view> placesOf(std::string_view path) {
    std::vector<std::string_view> places;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
        const std::string_view folder = path.substr(0, slash);
        if (!saysWhatLiesInIt(folder)) {
            places.push_back(placeIn(folder));
        }
        path.remove_prefix(slash + 1);
    }
    return places;
}

}  // namespace

bool isImageName(std::string_view name) {
    return isOneOf(kImageEndings, endingOf(name));
}

std::string_view withoutKnownEnding(std::string_view name) {
    const std::string ending = endingOf(name);
    return ending == "xml" || isOneOf(kImageEndings, ending) ? name.substr(0, name.size() - ending.size() - 1)
                                                             : name;
}

std::string_view baseName(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

int folderDistance(std::string_view annotation_id, std::string_view image_below) {
    const std::vector<std::string_view> a = placesOf(annotation_id);
    const std::vector<std::string_view> b = placesOf(image_below);
    const auto [end_a, end_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<int>((a.end() - end_a) + (b.end() - end_b));
}

Places placesOf(std::string_view annotation_id, std::string_view image_below) {
    const std::vector<std::string_view> a = placesOf(annotation_id);
    const std::vector<std::string_view> b = placesOf(image_below);
    const auto splitOf = [](const std::vector<std::string_view>& places) {
        const auto split = std::find_if(places.begin(), places.end(), isSplitName);
        return split == places.end() ? std::string() : splitPurpose(*split);
    };
    const std::string split_a = splitOf(a);
    const std::string split_b = splitOf(b);
    if (!split_a.empty() && !split_b.empty() && split_a != split_b) {
        return Places::of_other_split;
    }
    const auto [end_a, end_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return end_a != a.end() && end_b != b.end() ? Places::apart : Places::together;
}

ImageIndex::ImageIndex(const std::vector<std::filesystem::path>& folders) {
    for (const std::filesystem::path& folder : folders) {
        forEachFile(
            folder, [this](const std::string& path, std::string_view below) { add(path, below); },
            [](const std::filesystem::path&, const std::string&) {
                // An image folder that cannot be opened shows up as missing images.
            });
    }
    // Folder listings have no fixed order; the choice between several images must not depend on it.
    std::sort(m_files.begin(), m_files.end(), [](const ImageFile& a, const ImageFile& b) {
        return a.below != b.below ? a.below < b.below : a.path < b.path;
    });
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const std::string_view name = baseName(m_files[i].below);
        m_by_name.emplace(name, i);
        m_by_stem.emplace(withoutKnownEnding(name), i);
    }
}

void ImageIndex::add(const std::string& path, std::string_view below) {
    const std::string name = shownName(baseName(below));
    const std::string ending = endingOf(name);
    if (!isOneOf(kImageEndings, ending)) {
        if (!ending.empty() && !isOneOf(kTextEndings, ending)) {
            m_others.try_emplace(name.substr(0, name.size() - ending.size() - 1), name);
        }
        return;
    }
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        m_broken.insert(name);
        m_broken.insert(std::string(withoutKnownEnding(name)));
        return;
    }
    m_files.push_back({path, shownName(below)});
}

std::vector<std::size_t> ImageIndex::matching(const Names& names, std::string_view name) {
    std::vector<std::size_t> found;
    const auto [begin, end] = names.equal_range(name);
    for (auto it = begin; it != end; ++it) {
        found.push_back(it->second);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string ImageIndex::otherFormat(std::string_view stem) const {
    const auto found = m_others.find(stem);
    return found == m_others.end() ? std::string() : found->second;
}

}  // namespace priorscope
