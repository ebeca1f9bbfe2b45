#include "core/formats/coco/coco_files.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

bool hasListNamed(std::string_view text, std::string_view key) {
    const std::string quoted = "\"" + std::string(key) + "\"";
    for (std::size_t at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
        const std::size_t colon = text.find_first_not_of(" \t\r\n", at + quoted.size());
        if (colon == std::string_view::npos || text[colon] != ':') {
            continue;
        }
        const std::size_t value = text.find_first_not_of(" \t\r\n", colon + 1);
        if (value != std::string_view::npos && text[value] == '[') {
            return true;
        }
    }
    return false;
}

/// COCO's own files begin with "info" and "licenses"; other tools have the lists in any order.
bool looksLikeCoco(const fs::path& file) {
    constexpr std::size_t kLooked = 65536;
    const std::string text = firstBytes(file, kLooked);
    const std::size_t begin = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (begin == std::string::npos || text[begin] != '{' || hasListNamed(text, "shapes")) {
        return false;
    }
    return hasListNamed(text, "images") || hasListNamed(text, "annotations") ||
           hasListNamed(text, "categories");
}

bool isJson(const fs::path& file) {
    return caseFolded(shownName(file.extension().native())) == ".json";
}

/// A folder may hold a million files of another format: no more than a few are opened.
std::vector<fs::path> filesIn(const fs::path& folder) {
    constexpr std::size_t kMost = 64;
    std::vector<fs::path> files;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored)) {
        if (isJson(it->path()) && !it->path().filename().native().starts_with('.')) {
            files.push_back(it->path());
        }
    }
    if (files.size() > kMost) {
        std::erase_if(files, [](const fs::path& file) {
            const std::string name = caseFolded(shownName(file.filename().native()));
            return name.find("coco") == std::string::npos && name.find("instances") == std::string::npos &&
                   name.find("annotations") == std::string::npos;
        });
        files.resize(std::min(files.size(), kMost));
    }
    const auto is_instances = [](const fs::path& file) {
        return file.filename().native().starts_with("instances");
    };
    if (std::any_of(files.begin(), files.end(), is_instances)) {
        std::erase_if(files, [&](const fs::path& file) { return !is_instances(file); });
    } else {
        std::erase_if(files, [](const fs::path& file) { return !looksLikeCoco(file); });
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The split that a file's or folder's name tells; empty if it tells none.
std::string splitInName(std::string_view name) {
    constexpr std::string_view kInstances = "instances_";
    if (name.starts_with(kInstances)) {
        const std::string_view rest = name.substr(kInstances.size());
        return rest == "default" ? std::string() : std::string(rest);
    }
    return splitWordIn(name);
}

CocoFile described(const fs::path& file, const fs::path& root) {
    CocoFile result{.file = file, .root = root};
    result.split = splitInName(shownName(file.stem().native()));
    const fs::path folder = file.parent_path();
    const std::string folder_name = shownName(folder.filename().native());
    const bool lies_below = folder != root;
    if (result.split.empty() && lies_below && !isAnnotationFolderName(folder_name)) {
        result.split = folder_name;
    }
    std::vector<fs::path>& folders = result.folders;
    if (lies_below && !isAnnotationFolderName(folder_name)) {
        folders = {folder, folder / "images"};
    }
    if (!result.split.empty()) {
        folders.insert(folders.end(),
                       {root / "images" / result.split, root / result.split, root / result.split / "images"});
    }
    folders.insert(folders.end(), {root / "images", root / "data", root / "JPEGImages", root});
    return result;
}

}  // namespace

std::vector<CocoFile> cocoFiles(const fs::path& path) {
    std::vector<CocoFile> result;
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) {
        if (isJson(path) && looksLikeCoco(path)) {
            const fs::path folder = fs::absolute(path).parent_path();
            const bool of_annotations = isAnnotationFolderName(shownName(folder.filename().native()));
            result.push_back(described(fs::absolute(path), of_annotations ? folder.parent_path() : folder));
        }
        return result;
    }
    for (const fs::path& file : filesIn(path)) {
        result.push_back(described(file, path));
    }
    for (const std::string& name : foldersIn(path)) {
        if (isAnnotationFolderName(name) || isSplitWord(name)) {
            for (const fs::path& file : filesIn(path / name)) {
                result.push_back(described(file, path));
            }
        }
    }
    // One file with an odd name describes everything; several tell their images apart by their names.
    for (CocoFile& file : result) {
        const std::string stem = shownName(file.file.stem().native());
        if (file.split.empty() && result.size() > 1 && stem != "instances" && stem != "instances_default") {
            file.split = stem;
        }
    }
    return result;
}

}  // namespace priorscope
