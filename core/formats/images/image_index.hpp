// The image files of a dataset, listed once: asking for them costs no system call. Internal to core/formats.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/dataset/class_names.hpp"

namespace priorscope {

struct ImageFile {
    std::string path;
    std::string below;  ///< path below its folder as text: UTF-8, composed
};

/// Whether a name ends as those of image files that are read: jpg, png, tif, … in any letter case.
bool isImageName(std::string_view name);

/// Without the ending of an image or an annotation; others stay: dots are part of many names.
std::string_view withoutKnownEnding(std::string_view name);

/// The last part of a path.
std::string_view baseName(std::string_view path);

/// How many folders lie between an annotation and an image that are paired: 0 for Annotations/train/a.xml and
/// JPEGImages/train/a.jpg, or train/labels/a.xml and train/images/a.jpg; folders that only say what lies in
/// them do not count.
int folderDistance(std::string_view annotation_id, std::string_view image_below);

/// How the folders of an annotation and of an image go together.
enum class Places {
    together,        ///< the same, or only one of them lies in folders of its own
    apart,           ///< folders of other names: cam1 and cam2
    of_other_split,  ///< of other splits: train and valid
};
Places placesOf(std::string_view annotation_id, std::string_view image_below);

class ImageIndex {
  public:
    /// @param folders  searched in order, each with its subfolders; missing ones are passed over
    explicit ImageIndex(const std::vector<std::filesystem::path>& folders);
    ImageIndex() = default;

    /// Indices of the files with this name, in any folder.
    std::vector<std::size_t> named(std::string_view name) const { return matching(m_by_name, name); }
    /// Indices of the files whose name without ending is this.
    std::vector<std::size_t> withStem(std::string_view stem) const { return matching(m_by_stem, stem); }
    /// The name of a file that is no image and no text, but is called so apart from its ending; empty where
    /// there is none.
    std::string otherFormat(std::string_view stem) const;

    /// Whether an image's name is that of a link that leads nowhere.
    bool isBrokenLink(std::string_view name) const { return m_broken.contains(name); }

    const std::vector<ImageFile>& files() const { return m_files; }

  private:
    using Names = std::unordered_multimap<std::string, std::size_t, TextHash, std::equal_to<>>;
    static std::vector<std::size_t> matching(const Names& names, std::string_view name);
    void add(const std::string& path, std::string_view below);

    std::vector<ImageFile> m_files;
    Names m_by_name;
    Names m_by_stem;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> m_others;
    std::unordered_set<std::string, TextHash, std::equal_to<>> m_broken;  // names, and stems
};

}  // namespace priorscope
