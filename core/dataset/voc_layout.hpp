// Where the files of a VOC folder are. Internal to core/dataset.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace priorscope {

/// Names of the image files of a dataset, listed once: asking them costs no system call.
class ImageIndex {
  public:
    /// @param folders  searched in order, each with its subfolders; missing ones are passed over
    explicit ImageIndex(const std::vector<std::filesystem::path>& folders);
    ImageIndex() = default;

    /// Full path of the file named so (path below its folder, or else its bare name); empty where there is
    /// none.
    const std::string* find(std::string_view name) const;
    /// As find, for a name without ending: tries the endings of images. Nothing for a name that has one.
    const std::string* findWithoutEnding(std::string_view stem) const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> m_paths;
};

/// One annotation file.
struct AnnotationFile {
    std::string id;  ///< file name without ending; below a subfolder with the subfolder: "train/0001"
    std::string path;
};

/// A VOC folder: root/Annotations with root/JPEGImages, or any folder with XML files.
struct VocLayout {
    std::filesystem::path root;
    std::filesystem::path annotations;  ///< folder that ids are relative to
    std::filesystem::path images;       ///< where an image is expected
    bool flat = false;                  ///< XML and images lie side by side
};

/// @throws Error where the folder is missing, no folder, or holds several datasets
VocLayout findVocLayout(const std::filesystem::path& folder);

/// Every XML file, sorted by id. @throws Error where there is none
std::vector<AnnotationFile> listAnnotations(const VocLayout& layout);

/// Split lists of ImageSets/Main, or the subfolders train, val, valid and test of a flat layout: name and
/// ids. Lists of one class with its presence in a second column are no splits and are left out.
std::vector<std::pair<std::string, std::vector<std::string>>> readSplitLists(const VocLayout& layout);

/// One split list. @throws Error naming the splits that exist
std::vector<std::string> readSplitList(const VocLayout& layout, const std::string& split);

}  // namespace priorscope
