#include "core/base/files/cache_files.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <vector>

#include "core/base/files/atomic_file.hpp"
#include "core/base/files/holder_lock.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

struct CacheFile {
    fs::path path;
    std::uintmax_t bytes = 0;
    fs::file_time_type used;
};

/// Nobody writes to it any more: a writer gets to write more than once a day.
bool isLeftBehind(const CacheFile& part) {
    return fs::file_time_type::clock::now() - part.used > std::chrono::hours(24);
}

}  // namespace

void markUsed(const fs::path& file) {
    std::error_code ignored;  // it is then removed earlier
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
}

void trimCache(const fs::path& folder, const std::string& extension, std::uintmax_t max_bytes,
               const fs::path& in_use) {
    std::vector<CacheFile> files;
    std::uintmax_t total = 0;
    std::error_code error;  // another process may remove files at the same time
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code gone;
        const CacheFile file{at->path(), at->file_size(gone), at->last_write_time(gone)};
        const bool is_part = isPartOfWrite(file.path);
        if (gone || at->is_symlink(gone) || !at->is_regular_file(gone) ||
            (!is_part && file.path.extension() != extension)) {
            continue;
        }
        if (is_part && isLeftBehind(file)) {
            fs::remove(file.path, gone);
            continue;
        }
        total += file.bytes;
        if (!is_part && file.path.filename() != in_use.filename()) {
            files.push_back(file);
        }
    }
    std::sort(files.begin(), files.end(),
              [](const CacheFile& a, const CacheFile& b) { return a.used < b.used; });
    for (const CacheFile& file : files) {
        std::error_code stays;
        if (total > max_bytes && !HolderLock::isHeld(file.path) && fs::remove(file.path, stays)) {
            total -= file.bytes;
        }
    }
}

}  // namespace priorscope
