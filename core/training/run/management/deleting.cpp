#include "core/training/run/management/deleting.hpp"

#include <algorithm>
#include <functional>
#include <system_error>

#include "core/training/run/management/run_size.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

bool isFolder(const fs::path& path) {
    std::error_code unknown;  // then it is none
    return fs::symlink_status(path, unknown).type() == fs::file_type::directory;
}

}  // namespace

void deleteFiles(const std::vector<fs::path>& files, Deleted& deleted, const std::stop_token& stop,
                 const ProgressFn& progress) {
    std::int64_t done = 0;
    for (const fs::path& file : files) {
        if (stop.stop_requested()) {
            return;
        }
        std::error_code error;
        const std::int64_t bytes = sizeOnDisk(file);
        const bool was_there = fs::remove(file, error);
        if (error) {
            deleted.problems.push_back(file.string() + ": " + error.message());
        } else if (was_there) {
            deleted.bytes += bytes;
            ++deleted.files;
        }
        if (progress) {
            progress({.done = ++done, .total = static_cast<std::int64_t>(files.size()), .unit = "files"});
        }
    }
}

std::vector<fs::path> filesBelow(const fs::path& folder) {
    std::vector<fs::path> files;
    if (!isFolder(folder)) {
        return files;
    }
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (!isFolder(it->path())) {
            files.push_back(it->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

void removeEmptyFolders(const fs::path& folder) {
    if (!isFolder(folder)) {
        return;
    }
    std::vector<fs::path> folders{folder};
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (isFolder(it->path())) {
            folders.push_back(it->path());
        }
    }
    std::ranges::sort(folders, std::greater<>());  // what is inside comes first
    for (const fs::path& each : folders) {
        fs::remove(each, error);  // refused by the system where something is left
    }
}

}  // namespace priorscope
