#include "core/dataset/voc_layout.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

const char* const kOpening = "opening the dataset";
constexpr std::array kImageEndings{".jpg", ".jpeg", ".png", ".bmp", ".JPG", ".JPEG", ".PNG", ".BMP"};

bool isImageName(std::string_view name) {
    return std::any_of(kImageEndings.begin(), kImageEndings.end(),
                       [name](const char* ending) { return name.ends_with(ending); });
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

/// Calls visit(path, path below the folder) for every regular file below a folder; hidden folders are passed
/// over, and one that cannot be opened too.
template <typename Visit>
void forEachFile(const fs::path& folder, const Visit& visit) {
    std::error_code error;
    const std::size_t prefix = folder.native().size() + (folder.native().ends_with('/') ? 0 : 1);
    fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
        const std::string& path = it->path().native();
        std::error_code ignored;
        if (it->is_directory(ignored)) {
            if (path.find("/.", prefix - 1) != std::string::npos) {
                it.disable_recursion_pending();
            }
        } else if (it->is_regular_file(ignored)) {
            visit(path, std::string_view(path).substr(prefix));
        }
    }
}

[[noreturn]] void fail(const fs::path& folder, const std::string& reason, const std::string& remedy) {
    throw Error({.action = kOpening, .file = folder.string(), .reason = reason, .remedy = remedy});
}

/// Folders below one that hold Annotations: VOCdevkit/VOC2007.
std::vector<fs::path> datasetsBelow(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        if (isFolder(it->path() / "Annotations")) {
            found.push_back(it->path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

VocLayout vocLayout(const fs::path& root) {
    VocLayout layout{.root = root, .annotations = root / "Annotations", .images = root / "JPEGImages"};
    if (!isFolder(layout.images)) {
        for (const char* name : {"images", "Images", "Annotations"}) {
            if (isFolder(root / name)) {
                layout.images = root / name;
                break;
            }
        }
    }
    return layout;
}

struct SplitFile {
    std::string name;
    std::vector<std::string> ids;
    bool of_one_class = false;
};

std::string_view trimmed(std::string_view line) {
    const auto blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!line.empty() && blank(line.back())) {
        line.remove_suffix(1);
    }
    while (!line.empty() && blank(line.front())) {
        line.remove_prefix(1);
    }
    return line;
}

/// Whether a second column holds 1, 0 or -1: the presence of one class.
bool hasPresence(std::string_view line) {
    const std::size_t gap = line.find_last_of(" \t");
    const std::string_view last = gap == std::string_view::npos ? std::string_view{} : line.substr(gap + 1);
    return last == "1" || last == "-1" || last == "0";
}

/// A list has an id a line. Lists of one class have a second column in every line: the first lines decide.
SplitFile parseSplit(const fs::path& file) {
    constexpr std::size_t kEnough = 32;
    SplitFile split{.name = file.stem().string(), .ids = {}, .of_one_class = false};
    const std::string text = readFile(file, "reading the split");
    std::size_t with_presence = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = trimmed(std::string_view(text).substr(at, end - at));
        at = end + 1;
        if (line.empty()) {
            continue;
        }
        with_presence += hasPresence(line) ? 1 : 0;
        split.ids.emplace_back(line);
        if (with_presence == split.ids.size() && with_presence >= kEnough) {
            break;
        }
    }
    split.of_one_class = with_presence > 0 && with_presence == split.ids.size();
    return split;
}

std::vector<fs::path> splitFiles(const VocLayout& layout) {
    std::vector<fs::path> files;
    for (const char* folder : {"ImageSets/Main", "ImageSets"}) {
        std::error_code error;
        fs::directory_iterator it(layout.root / folder, error);
        for (; !error && it != fs::directory_iterator(); it.increment(error)) {
            if (it->path().extension() == ".txt") {
                files.push_back(it->path());
            }
        }
        if (!files.empty()) {
            break;
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Splits of a flat layout from its subfolders, as some annotation services export them.
std::vector<std::pair<std::string, std::vector<std::string>>> splitsFromFolders(const VocLayout& layout) {
    std::vector<std::pair<std::string, std::vector<std::string>>> splits;
    if (!layout.flat) {
        return splits;
    }
    for (const char* name : {"train", "val", "valid", "test"}) {
        if (!isFolder(layout.root / name)) {
            continue;
        }
        std::vector<std::string> ids;
        const std::string prefix = std::string(name) + "/";
        for (const AnnotationFile& file : listAnnotations(layout)) {
            if (file.id.starts_with(prefix)) {
                ids.push_back(file.id);
            }
        }
        if (!ids.empty()) {
            splits.emplace_back(name, std::move(ids));
        }
    }
    return splits;
}

}  // namespace

ImageIndex::ImageIndex(const std::vector<fs::path>& folders) {
    for (const fs::path& folder : folders) {
        forEachFile(folder, [this](const std::string& path, std::string_view below) {
            if (!isImageName(below)) {
                return;
            }
            m_paths.try_emplace(std::string(below), path);
            const std::size_t slash = below.rfind('/');
            if (slash != std::string_view::npos) {
                m_paths.try_emplace(std::string(below.substr(slash + 1)), path);
            }
        });
    }
}

const std::string* ImageIndex::find(std::string_view name) const {
    const auto found = m_paths.find(name);
    return found == m_paths.end() ? nullptr : &found->second;
}

const std::string* ImageIndex::findWithoutEnding(std::string_view stem) const {
    if (isImageName(stem)) {
        return nullptr;
    }
    std::string name(stem);
    for (const char* ending : kImageEndings) {
        name.resize(stem.size());
        name += ending;
        if (const std::string* path = find(name)) {
            return path;
        }
    }
    return nullptr;
}

VocLayout findVocLayout(const fs::path& given) {
    std::error_code ignored;
    if (given.empty() || !fs::exists(given, ignored)) {
        fail(given, "there is no such folder", "Check the path");
    }
    if (!isFolder(given)) {
        fail(given, "this is a file, not a folder", "Give the folder that holds Annotations and JPEGImages");
    }
    fs::path folder = given.lexically_normal();
    if (!folder.has_filename()) {
        folder = folder.parent_path();
    }
    if (isFolder(folder / "Annotations")) {
        return vocLayout(folder);
    }
    const bool inside = folder.filename() == "Annotations" || folder.filename() == "JPEGImages";
    if (inside && isFolder(folder.parent_path() / "Annotations")) {
        return vocLayout(folder.parent_path());
    }
    if (isFolder(folder / "VOCdevkit")) {
        folder /= "VOCdevkit";
    }
    const std::vector<fs::path> below = datasetsBelow(folder);
    if (below.size() == 1) {
        return vocLayout(below.front());
    }
    if (below.size() > 1) {
        std::string names;
        for (const fs::path& path : below) {
            names += (names.empty() ? "" : ", ") + path.filename().string();
        }
        fail(folder, "it holds several datasets", "Open one of them: " + names);
    }
    return {.root = folder, .annotations = folder, .images = folder, .flat = true};
}

std::vector<AnnotationFile> listAnnotations(const VocLayout& layout) {
    std::vector<AnnotationFile> files;
    forEachFile(layout.annotations, [&files](const std::string& path, std::string_view below) {
        if (below.ends_with(".xml") || below.ends_with(".XML")) {
            files.push_back({.id = std::string(below.substr(0, below.size() - 4)), .path = path});
        }
    });
    if (files.empty()) {
        fail(layout.root, "it holds no annotation (XML) file",
             "Choose a folder in VOC layout: Annotations/*.xml beside JPEGImages/*.jpg, or both in one "
             "folder");
    }
    std::sort(files.begin(), files.end(),
              [](const AnnotationFile& a, const AnnotationFile& b) { return a.id < b.id; });
    return files;
}

std::vector<std::pair<std::string, std::vector<std::string>>> readSplitLists(const VocLayout& layout) {
    std::vector<std::pair<std::string, std::vector<std::string>>> splits;
    for (const fs::path& file : splitFiles(layout)) {
        SplitFile split = parseSplit(file);
        if (!split.of_one_class) {
            splits.emplace_back(std::move(split.name), std::move(split.ids));
        }
    }
    return splits.empty() ? splitsFromFolders(layout) : splits;
}

std::vector<std::string> readSplitList(const VocLayout& layout, const std::string& split) {
    for (const fs::path& file : splitFiles(layout)) {
        if (file.stem() != split) {
            continue;
        }
        SplitFile parsed = parseSplit(file);
        if (!parsed.of_one_class) {
            return std::move(parsed.ids);
        }
    }
    std::string names;
    for (auto& [name, ids] : readSplitLists(layout)) {
        if (name == split) {
            return std::move(ids);
        }
        names += (names.empty() ? "" : ", ") + name;
    }
    throw Error({.action = "opening the split \"" + split + "\" of",
                 .file = layout.root.string(),
                 .reason = "there is no such split",
                 .remedy = names.empty()
                               ? "The dataset has no splits: leave the split out to take every image"
                               : "The splits are: " + names});
}

}  // namespace priorscope
