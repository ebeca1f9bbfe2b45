// An index of a dataset's image files, built once: lookups need no system calls. Internal to core/formats.
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
    std::string below;  ///< path relative to its folder, as text: UTF-8, composed
};

/// Whether a name has a supported image extension (jpg, png, tif, …), ignoring case.
bool isImageName(std::string_view name);

/// Removes an image or annotation extension; others stay, since many names contain dots.
std::string_view withoutKnownEnding(std::string_view name);

/// The last component of a path.
std::string_view baseName(std::string_view path);

/// Number of folders in which the paths of a paired annotation and image differ: 0 for
/// Annotations/train/a.xml and JPEGImages/train/a.jpg, or train/labels/a.xml and train/images/a.jpg; folders
/// that only name their kind of content are not counted.
int folderDistance(std::string_view annotation_id, std::string_view image_below);

/// How the folders of an annotation and an image relate.
enum class Places {
    together,        ///< the same, or only one of them is in subfolders
    apart,           ///< in folders with different names: cam1 and cam2
    of_other_split,  ///< in different splits: train and valid
};
Places placesOf(std::string_view annotation_id, std::string_view image_below);

class ImageIndex {
  public:
    /// @param folders  searched in order, including subfolders; missing ones are skipped
    explicit ImageIndex(const std::vector<std::filesystem::path>& folders);
    ImageIndex() = default;

    /// Indices of the files with this name, in any folder.
    std::vector<std::size_t> named(std::string_view name) const { return matching(m_by_name, name); }
    /// Indices of the files with this name, ignoring the extension.
    std::vector<std::size_t> withStem(std::string_view stem) const { return matching(m_by_stem, stem); }
    /// The name of a file with this stem that is neither an image nor text; empty if there is
    /// none.
    std::string otherFormat(std::string_view stem) const;

    /// Whether an image name is that of a dangling link.
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
    std::unordered_set<std::string, TextHash, std::equal_to<>> m_broken;  // names and stems
};

}  // namespace priorscope
