#include "core/formats/yolo/yolo_layout.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"
#include "core/formats/yolo/simple_yaml.hpp"
#include "core/formats/yolo/yolo_labels.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

std::string endingOf(const fs::path& file) {
    return caseFolded(shownName(file.extension().native()));
}

bool isYaml(const fs::path& file) {
    const std::string ending = endingOf(file);
    return ending == ".yaml" || ending == ".yml";
}

std::vector<std::string> linesOf(const fs::path& file) {
    std::vector<std::string> lines;
    const std::string text = readTextFile(file, Core::tr("reading the class names")).text;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.emplace_back(trimmedText(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
    }
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

/// Names by index: a list, or a map whose keys are the indices.
std::vector<std::string> namesOf(const YamlValue& value) {
    if (value.entries.empty()) {
        return value.items;
    }
    std::vector<std::string> names;
    constexpr std::size_t kMost = 100000;
    for (const auto& [key, name] : value.entries) {
        std::size_t index = 0;
        const auto result = std::from_chars(key.data(), key.data() + key.size(), index);
        if (result.ec == std::errc() && result.ptr == key.data() + key.size() && index < kMost) {
            names.resize(std::max(names.size(), index + 1));
            names[index] = name;
        }
    }
    return names;
}

bool namesPlaces(const std::string& key) {
    static const std::set<std::string> kOthers{"path",    "names",     "nc",       "download", "roboflow",
                                               "license", "kpt_shape", "flip_idx", "channels", "yaml_file",
                                               "url",     "version",   "task",     "author",   "description"};
    return !kOthers.contains(key);
}

std::optional<YoloDescription> describedBy(const fs::path& yaml) {
    std::map<std::string, YamlValue> keys;
    try {
        keys = yamlKeys(readTextFile(yaml, Core::tr("reading the dataset's description")).text);
    } catch (const Error&) {
        return std::nullopt;  // no text: not a description
    }
    const bool has_places = keys.contains("train") || keys.contains("val") || keys.contains("test") ||
                            keys.contains("valid") || keys.contains("path");
    if (!keys.contains("names") && !(has_places && keys.contains("nc"))) {
        return std::nullopt;
    }
    YoloDescription result{.file = yaml, .root = fs::absolute(yaml).parent_path().lexically_normal()};
    result.names = namesOf(keys["names"]);
    result.has_names = !result.names.empty();
    result.has_keypoints = keys.contains("kpt_shape");
    if (const std::string path = keys["path"].text; !path.empty()) {
        std::error_code ignored;
        const fs::path given = (result.root / path).lexically_normal();
        result.root = fs::is_directory(given, ignored) ? given : result.root;
    }
    for (const auto& [key, value] : keys) {
        std::vector<std::string> places = value.items;
        if (!value.text.empty()) {
            places.push_back(value.text);
        }
        const bool is_split = isSplitName(key);
        if (!namesPlaces(key) || places.empty() ||
            (!is_split && resolvedPlace(result, places.front()).empty())) {
            continue;
        }
        result.splits.emplace_back(key, std::move(places));
    }
    return result;
}

/// Labels without a description: beside images, or in a folder of labels.
bool hasLabels(const fs::path& folder) {
    constexpr int kLooked = 32;
    constexpr int kListed = 4096;
    constexpr std::size_t kBytes = 4096;
    int looked = 0;
    int listed = 0;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end;
         !ignored && it != end && looked < kLooked && listed < kListed; it.increment(ignored), ++listed) {
        const std::string ending = endingOf(it->path());
        if (ending == ".xml" || ending == ".json") {
            return false;  // another format's folder, with lists
        }
        if (ending == ".txt" && !it->path().filename().native().starts_with('.')) {
            ++looked;
            if (looksLikeYoloLabels(firstBytes(it->path(), kBytes))) {
                return true;
            }
        }
    }
    return false;
}

fs::path classFileIn(const fs::path& folder) {
    std::error_code ignored;
    for (const char* name : {"classes.txt", "obj.names", "data/obj.names", "labels/classes.txt",
                             "_darknet.labels", "train/_darknet.labels", "labels.txt", "classes.names"}) {
        if (fs::is_regular_file(folder / name, ignored)) {
            return folder / name;
        }
    }
    return {};
}

/// The folder's own labels, or those of its usual sub-folders.
bool hasLabelsBelow(const fs::path& folder) {
    if (hasLabels(folder)) {
        return true;
    }
    for (const std::string& name : foldersIn(folder)) {
        const fs::path below = folder / name;
        if (isAnnotationFolderName(name) || isSplitName(name) || name == "obj_train_data") {
            if (hasLabels(below)) {
                return true;
            }
            for (const std::string& deeper : foldersIn(below)) {
                if ((isAnnotationFolderName(deeper) || isSplitName(deeper)) && hasLabels(below / deeper)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/// Darknet's lists beside the class names: train.txt, with an image in each line.
void addLists(YoloDescription& description) {
    std::vector<std::string> lists;
    std::error_code ignored;
    for (fs::directory_iterator it(description.root, ignored), end; !ignored && it != end;
         it.increment(ignored)) {
        if (endingOf(it->path()) == ".txt" && isSplitName(shownName(it->path().stem().native()))) {
            lists.push_back(it->path().filename().string());
        }
    }
    std::sort(lists.begin(), lists.end());
    for (const std::string& list : lists) {
        description.splits.emplace_back(list.substr(0, list.size() - 4), std::vector{list});
    }
    if (!lists.empty()) {
        return;
    }
    for (const std::string& name : foldersIn(description.root)) {
        if (isSplitName(name)) {
            description.splits.emplace_back(name, std::vector{name});
        } else if (isImageFolderName(name)) {
            for (const std::string& below : foldersIn(description.root / name)) {
                if (isSplitName(below)) {
                    description.splits.emplace_back(below, std::vector{name + "/" + below});
                }
            }
        }
    }
}

}  // namespace

fs::path resolvedPlace(const YoloDescription& description, const std::string& value) {
    const fs::path own =
        fs::absolute(description.file.empty() ? description.root : description.file.parent_path());
    std::string tail = value;
    std::replace(tail.begin(), tail.end(), '\\', '/');
    std::error_code ignored;
    for (const fs::path& base : {description.root, own}) {
        if (const fs::path place = (base / tail).lexically_normal(); fs::exists(place, ignored)) {
            return place;
        }
    }
    // The dataset was moved, or the path is as seen from another folder: the end of it counts.
    while (!tail.empty()) {
        const std::size_t slash = tail.find('/');
        if (slash == std::string::npos) {
            break;
        }
        tail.erase(0, slash + 1);
        if (const fs::path place = (own / tail).lexically_normal();
            !tail.empty() && fs::exists(place, ignored)) {
            return place;
        }
    }
    return {};
}

std::optional<YoloDescription> yoloDescription(const fs::path& path) {
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) {
        return isYaml(path) ? describedBy(path) : std::nullopt;
    }
    std::vector<fs::path> yamls;
    for (fs::directory_iterator it(path, ignored), end; !ignored && it != end; it.increment(ignored)) {
        if (isYaml(it->path())) {
            yamls.push_back(it->path());
        }
    }
    std::sort(yamls.begin(), yamls.end());
    std::stable_partition(yamls.begin(), yamls.end(), [](const fs::path& file) {
        return file.stem() == "data" || file.stem() == "dataset";
    });
    for (const fs::path& yaml : yamls) {
        if (auto description = describedBy(yaml)) {
            return description;
        }
    }
    if (!fs::is_directory(path, ignored) || !hasLabelsBelow(path)) {
        return std::nullopt;
    }
    YoloDescription description{.root = fs::absolute(path).lexically_normal()};
    if (const fs::path classes = classFileIn(path); !classes.empty()) {
        description.file = classes;
        description.names = linesOf(classes);
        description.has_names = !description.names.empty();
    }
    addLists(description);
    return description;
}

void YoloFiles::add(const fs::path& folder) {
    std::vector<ImageFile> found;
    forEachFile(
        folder,
        [&](const std::string& path, std::string_view below) {
            std::error_code ignored;
            if (isImageName(baseName(below))) {
                if (!m_by_path.contains(path) && fs::exists(path, ignored)) {
                    found.push_back({path, std::string(below)});
                }
            } else if (endingOf(path) == ".txt") {
                m_texts.emplace(path, true);
            }
        },
        [](const fs::path&, const std::string&) {
            // A folder that cannot be opened shows up as missing images.
        });
    std::sort(found.begin(), found.end(),
              [](const ImageFile& a, const ImageFile& b) { return a.path < b.path; });
    for (ImageFile& file : found) {
        m_by_path.emplace(file.path, m_images.size());
        m_by_name.emplace(std::string(baseName(file.path)), m_images.size());
        m_images.push_back(std::move(file));
    }
}

std::optional<std::size_t> YoloFiles::imageAt(const fs::path& path) const {
    const auto found = m_by_path.find(path.native());
    return found == m_by_path.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> YoloFiles::imageNamed(const std::string& name) const {
    const auto [begin, end] = m_by_name.equal_range(name);
    return begin != end && std::next(begin) == end ? std::optional(begin->second) : std::nullopt;
}

std::vector<std::size_t> YoloFiles::imagesBelow(const fs::path& folder) const {
    std::string prefix = folder.lexically_normal().native();
    prefix += prefix.ends_with('/') ? "" : "/";
    std::vector<std::size_t> images;
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        if (m_images[i].path.starts_with(prefix)) {
            images.push_back(i);
        }
    }
    return images;
}

std::string YoloFiles::labelsOf(const std::string& image) const {
    const std::string stem = image.substr(0, image.rfind('.')) + ".txt";
    std::vector<std::string> places;
    for (std::size_t end = stem.rfind('/'); end != std::string::npos && end > 0;) {
        const std::size_t begin = stem.rfind('/', end - 1);
        const std::size_t from = begin == std::string::npos ? 0 : begin + 1;
        if (isImageFolderName(std::string_view(stem).substr(from, end - from))) {
            places.push_back(stem.substr(0, from) + "labels" + stem.substr(end));
        }
        end = begin;
    }
    places.push_back(stem);
    const std::size_t slash = stem.rfind('/');
    places.push_back((slash == std::string::npos ? std::string() : stem.substr(0, slash + 1)) + "labels/" +
                     stem.substr(slash + 1));
    const auto found = std::find_if(places.begin(), places.end(),
                                    [this](const std::string& place) { return m_texts.contains(place); });
    return found == places.end() ? std::string() : *found;
}

}  // namespace priorscope
