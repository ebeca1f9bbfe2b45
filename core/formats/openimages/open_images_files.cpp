#include "core/formats/openimages/open_images_files.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"
#include "core/formats/openimages/csv_rows.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

std::optional<OpenImagesTable> tableOf(const fs::path& file) {
    std::error_code ignored;
    if (caseFolded(shownName(file.extension().native())) != ".csv" || !fs::is_regular_file(file, ignored)) {
        return std::nullopt;
    }
    CsvRows rows(file);
    std::vector<std::string> cells;
    if (!rows.isOpen() || !rows.next(cells)) {
        return std::nullopt;
    }
    const auto has = [&cells](const char* name) {
        return std::find(cells.begin(), cells.end(), name) != cells.end();
    };
    if (has("ImageID") && has("LabelName") && has("XMin")) {
        return OpenImagesTable::boxes;
    }
    if (has("ImageID") && !has("LabelName") && (has("Subset") || has("Rotation") || has("OriginalURL"))) {
        return OpenImagesTable::images;
    }
    const bool is_list = cells.size() == 2 && cells[0].starts_with('/');
    if (is_list || (has("LabelName") && has("DisplayName"))) {
        return OpenImagesTable::descriptions;
    }
    return std::nullopt;
}

void addFrom(const fs::path& folder, const std::string& split, std::vector<OpenImagesFile>& files) {
    constexpr std::size_t kMost = 256;
    std::vector<fs::path> names;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end && names.size() < kMost;
         it.increment(ignored)) {
        if (it->path().extension() == ".csv" && !it->path().filename().native().starts_with('.')) {
            names.push_back(it->path());
        }
    }
    std::sort(names.begin(), names.end());
    for (const fs::path& name : names) {
        if (const auto table = tableOf(name)) {
            const std::string word = splitWordIn(shownName(name.stem().native()));
            files.push_back({.file = name, .table = *table, .split = word.empty() ? split : word});
        }
    }
}

}  // namespace

std::vector<OpenImagesFile> openImagesFiles(const fs::path& path) {
    std::vector<OpenImagesFile> files;
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) {
        // Of a file with boxes, the folder has what they mean.
        return tableOf(path) == OpenImagesTable::boxes ? openImagesFiles(fs::absolute(path).parent_path())
                                                       : std::vector<OpenImagesFile>();
    }
    addFrom(path, {}, files);
    for (const std::string& name : foldersIn(path)) {
        const std::string split = isSplitWord(name) ? name : std::string();
        addFrom(path / name, split, files);
        for (const std::string& below : foldersIn(path / name)) {
            if (!isImageFolderName(below)) {
                addFrom(path / name / below, split, files);
            }
        }
    }
    const bool has_boxes = std::any_of(files.begin(), files.end(), [](const OpenImagesFile& file) {
        return file.table == OpenImagesTable::boxes;
    });
    return has_boxes ? files : std::vector<OpenImagesFile>();
}

}  // namespace priorscope
