// Where the images, labels, splits and class names of a YOLO dataset are. Internal to core/formats.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/formats/images/image_index.hpp"

namespace priorscope {

/// What a dataset's description says.
struct YoloDescription {
    std::filesystem::path file{};  ///< data.yaml, or the file of class names; empty if there is none
    std::filesystem::path root{};
    std::vector<std::string> names{};
    bool has_names = false;
    bool has_keypoints = false;
    /// Folders and lists by the name of their split, as written.
    std::vector<std::pair<std::string, std::vector<std::string>>> splits{};
};

/// @param path  a data.yaml, or a folder
/// @return nothing if it has neither a data.yaml nor label files. Checks names and first lines
std::optional<YoloDescription> yoloDescription(const std::filesystem::path& path);

/// The files below a dataset's folders.
class YoloFiles {
  public:
    explicit YoloFiles(const std::filesystem::path& root) { add(root); }

    /// Adds a folder that lies elsewhere. Once is enough.
    void add(const std::filesystem::path& folder);

    const std::vector<ImageFile>& images() const { return m_images; }
    /// Text files, sorted.
    const std::map<std::string, bool>& texts() const { return m_texts; }
    /// The index of an image by its path.
    std::optional<std::size_t> imageAt(const std::filesystem::path& path) const;
    /// The one image of that name; nothing if there are none or several.
    std::optional<std::size_t> imageNamed(const std::string& name) const;
    /// Images below a folder, sorted.
    std::vector<std::size_t> imagesBelow(const std::filesystem::path& folder) const;
    /// The label file of an image: in the folder "labels" in place of "images", beside the image, or in a
    /// folder "labels" beside it. Empty if there is none.
    std::string labelsOf(const std::string& image) const;

  private:
    std::vector<ImageFile> m_images;
    std::map<std::string, bool> m_texts;
    std::unordered_map<std::string, std::size_t> m_by_path;
    std::unordered_multimap<std::string, std::size_t> m_by_name;
};

/// A folder or list that a description names: as it says, or in the dataset's own folder where it is
/// elsewhere now; empty if it is in neither.
std::filesystem::path resolvedPlace(const YoloDescription& description, const std::string& value);

}  // namespace priorscope
