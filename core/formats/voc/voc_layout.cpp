#include "core/formats/voc/voc_layout.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& folder, const Sentence& reason, const Sentence& remedy) {
    throw Error({.action = Core::tr("opening the dataset"),
                 .file = shownName(folder.native()),
                 .reason = reason,
                 .remedy = remedy});
}

bool hasXmlEnding(std::string_view name) {
    return name.size() > 4 && caseFolded(name.substr(name.size() - 4)) == ".xml";
}

/// Whether a file without extension starts like an annotation.
bool beginsAsXml(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::array<char, 64> head{};
    file.read(head.data(), head.size());
    const std::string_view text(head.data(), static_cast<std::size_t>(file.gcount()));
    const std::string folded = caseFolded(trimmedText(escapedText(text)));
    return folded.find("<?xml") == 0 || folded.find("<annotation") == 0 || text.starts_with("\xEF\xBB\xBF<");
}

bool holdsXml(const fs::path& folder) {
    bool found = false;
    forEachFile(
        folder,
        [&found](const std::string&, std::string_view below) { found = found || hasXmlEnding(below); },
        [](const fs::path&, const std::string&) {});
    return found;
}

/// The annotations folder in a dataset's root; "Annotations" is accepted as is, others must contain XML.
std::optional<fs::path> annotationFolder(const fs::path& root) {
    if (isFolder(root / "Annotations")) {
        return root / "Annotations";
    }
    const std::vector<std::string> folders = foldersIn(root);
    for (const std::string_view wanted : annotationFolderNames()) {
        for (const std::string& name : folders) {
            if (caseFolded(escapedText(name)) == wanted && holdsXml(root / name)) {
                return root / name;
            }
        }
    }
    return std::nullopt;
}

VocLayout vocLayout(const fs::path& root, const fs::path& annotations) {
    VocLayout layout{.root = root, .annotations = annotations, .images = root / "JPEGImages"};
    if (isFolder(layout.images)) {
        return layout;
    }
    const std::vector<std::string> folders = foldersIn(root);
    for (const std::string_view wanted : imageFolderNames()) {
        for (const std::string& name : folders) {
            if (caseFolded(escapedText(name)) == wanted && root / name != annotations) {
                layout.images = root / name;
                return layout;
            }
        }
    }
    layout.images = root;  // beside the annotations folder, in it, or in a folder with another name
    return layout;
}

/// Subfolders with an annotations folder: VOCdevkit/VOC2007, train/labels.
std::vector<std::string> datasetsBelow(const fs::path& folder) {
    std::vector<std::string> found;
    for (const std::string& name : foldersIn(folder)) {
        if (annotationFolder(folder / name)) {
            found.push_back(name);
        }
    }
    return found;
}

/// The years of Pascal VOC are read together: VOC2007 and VOC2012.
bool isVocYear(std::string_view name) {
    return name.size() == 7 && name.starts_with("VOC") &&
           std::all_of(name.begin() + 3, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool belongTogether(const std::vector<std::string>& names) {
    return std::all_of(names.begin(), names.end(), isVocYear) ||
           std::all_of(names.begin(), names.end(), isSplitName);
}

/// "train/labels/a" is shown as "train/a", unless another file has that name.
void dropFolderNames(std::vector<AnnotationFile>& files) {
    const auto shortened = [](const std::string& id) {
        std::string result;
        for (std::size_t at = 0; at < id.size();) {
            const std::size_t slash = std::min(id.find('/', at), id.size());
            const std::string_view part = std::string_view(id).substr(at, slash - at);
            if (slash == id.size() || !isAnnotationFolderName(part)) {
                result += (result.empty() ? "" : "/") + std::string(part);
            }
            at = slash + 1;
        }
        return result;
    };
    std::unordered_set<std::string> seen;
    const bool unique = std::all_of(files.begin(), files.end(), [&](const AnnotationFile& file) {
        return seen.insert(shortened(file.id)).second;
    });
    if (unique) {
        for (AnnotationFile& file : files) {
            file.id = shortened(file.id);
        }
    }
}

/// Files that are found a second time through a folder link, under another name.
void reportReachedTwice(const std::vector<AnnotationFile>& files, const fs::path& root,
                        std::vector<DatasetIssue>& issues) {
    std::unordered_map<std::string, fs::path> real_folders;
    std::unordered_map<std::string, std::string_view> seen;
    std::size_t count = 0;
    const AnnotationFile* example = nullptr;
    std::string first;
    for (const AnnotationFile& file : files) {
        const fs::path path(file.path);
        const auto [folder, is_new] = real_folders.try_emplace(path.parent_path().native());
        if (is_new) {
            std::error_code ignored;  // a folder that has just been listed
            folder->second = fs::canonical(path.parent_path(), ignored);
        }
        const auto [known, is_first] = seen.try_emplace((folder->second / path.filename()).native(), file.id);
        if (!is_first && count++ == 0) {
            example = &file;
            first = known->second;
        }
    }
    if (count > 0) {
        issues.push_back(
            {.kind = IssueKind::repeated_id,
             .file = root,
             .object = example->id,
             .detail =
                 (count == 1 ? Core::tr("Through links to folders %1 annotation is read twice: %2 is %3 as "
                                        "well. Both count; remove the link, or the folder it leads to.")
                             : Core::tr("Through links to folders %1 annotations are read twice: %2 is %3 as "
                                        "well. Both count; remove the link, or the folder it leads to."))
                     .arg(count)
                     .arg(example->id)
                     .arg(first)});
    }
}

}  // namespace

DatasetIssue closedFolder(const fs::path& folder, const std::string& reason) {
    return {
        .kind = IssueKind::unreadable_folder,
        .file = folder,
        .detail =
            Core::tr("The folder cannot be opened (%1); its contents are not read. Check its permissions.")
                .arg(reason)};
}

VocLayout findVocLayout(const fs::path& given) {
    std::error_code ignored;
    if (given.empty() || !fs::exists(given, ignored)) {
        fail(given, Core::tr("there is no such folder"), Core::tr("Check the path"));
    }
    if (!isFolder(given)) {
        fail(given, Core::tr("this is a file, not a folder"),
             Core::tr("Give the folder that holds Annotations and JPEGImages"));
    }
    fs::path folder = given.lexically_normal();
    if (!folder.has_filename()) {
        folder = folder.parent_path();
    }
    if (const auto annotations = annotationFolder(folder)) {
        return vocLayout(folder, *annotations);
    }
    const std::string name = escapedText(folder.filename().native());
    if (isAnnotationFolderName(name) || isImageFolderName(name)) {
        const fs::path parent = folder.parent_path();
        const auto annotations = annotationFolder(parent);
        if (annotations && (*annotations == folder || !holdsXml(folder))) {
            return vocLayout(parent, *annotations);
        }
    }
    if (isFolder(folder / "VOCdevkit")) {
        folder /= "VOCdevkit";
    }
    const std::vector<std::string> below = datasetsBelow(folder);
    if (below.size() == 1 && !isSplitName(below.front())) {
        const fs::path root = folder / below.front();
        return vocLayout(root, *annotationFolder(root));
    }
    if (below.size() > 1 && !belongTogether(below)) {
        std::string names;
        for (const std::string& each : below) {
            names += (names.empty() ? "" : ", ") + shownName(each);
        }
        fail(folder, Core::tr("it holds several datasets"), Core::tr("Open one of them: %1").arg(names));
    }
    return {.root = folder, .annotations = folder, .images = folder, .tree = true};
}

std::vector<AnnotationFile> listAnnotations(const VocLayout& layout, std::vector<DatasetIssue>& issues) {
    std::vector<AnnotationFile> files;
    const auto visit = [&](const std::string& path, std::string_view below) {
        const std::size_t name = below.rfind('/') + 1;
        if (hasXmlEnding(below)) {
            files.push_back({.id = shownName(below.substr(0, below.size() - 4)), .path = path});
        } else if (!layout.tree && below.find('.', name) == std::string_view::npos && beginsAsXml(path)) {
            files.push_back({.id = shownName(below), .path = path});
        }
    };
    forEachFile(layout.annotations, visit, [&issues](const fs::path& folder, const std::string& reason) {
        issues.push_back(closedFolder(folder, reason));
    });
    if (files.empty() && !issues.empty()) {
        fail(issues.front().file, Core::tr("the folder of annotations cannot be opened"),
             Core::tr("Check its permissions"));
    }
    if (files.empty()) {
        fail(layout.root,
             layout.tree ? Core::tr("it holds no annotation (XML) file")
                         : Core::tr("it holds no annotation (XML) file in %1")
                               .arg(shownName(layout.annotations.filename().native())),
             Core::tr("Choose a folder in VOC layout: Annotations/*.xml beside JPEGImages/*.jpg, or both in "
                      "one folder"));
    }
    reportReachedTwice(files, layout.root, issues);
    if (layout.tree) {
        dropFolderNames(files);
    }
    std::sort(files.begin(), files.end(), [](const AnnotationFile& a, const AnnotationFile& b) {
        return a.id != b.id ? a.id < b.id : a.path < b.path;
    });
    return files;
}

}  // namespace priorscope
