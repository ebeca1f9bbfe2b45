#include "core/formats/index/folder_state.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/fingerprint.hpp"
#include "core/base/parallel.hpp"
#include "core/base/random.hpp"
#include "core/formats/images/file_tree.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 4096;
/// The folder of a training run has this, and one of the others.
constexpr std::string_view kRunFile = "run.json";
constexpr std::string_view kRunMetrics = "metrics.csv";
constexpr std::string_view kRunCheckpoints = "checkpoints";

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

/// A folder that is reached, with what it was reached through.
struct Folder {
    std::string path{};
    int links = 0;
    std::vector<std::pair<dev_t, ino_t>> open{};  ///< it and those above it
};

/// Names in one text, so that millions take little.
struct Names {
    std::string text{};
    std::vector<std::uint32_t> ends{};
    std::vector<std::uint32_t> folders{};  ///< [names] that a name lies in

    void add(std::string_view name, std::size_t folder) {
        text += name;
        text += '\0';
        ends.push_back(static_cast<std::uint32_t>(text.size()));
        folders.push_back(static_cast<std::uint32_t>(folder));
    }
    const char* at(std::size_t i) const { return text.data() + (i == 0 ? 0 : ends[i - 1]); }
};

std::int64_t nanoseconds(const struct timespec& time) {
    return std::int64_t{time.tv_sec} * 1000000000 + time.tv_nsec;
}

/// Contents or, which is later where somebody sets times or permissions, what is known of them.
std::int64_t changed(const struct stat& status) {
    return std::max(nanoseconds(status.st_mtim), nanoseconds(status.st_ctim));
}

/// Lists the names of the files.
class Listing {
  public:
    explicit Listing(const fs::path& tree) { enter({.path = tree.native()}, -1, ""); }

    /// @param most_files  with one more it ends
    bool run(const std::stop_token& stop, std::size_t most_files) {
        for (std::size_t at = 0; at < m_folders.size() && !stop.stop_requested(); ++at) {
            if (m_names.ends.size() > most_files) {
                break;
            }
            list(at);
        }
        return !stop.stop_requested();
    }

    const std::vector<Folder>& folders() const { return m_folders; }
    const Names& names() const { return m_names; }
    /// When a folder changed last.
    std::int64_t newest() const { return m_newest_ns; }

  private:
    /// @param above  descriptor of the folder that it lies in; -1: folder.path is whole
    void enter(Folder folder, int above, const char* name) {
        struct stat status {};
        const int failed =
            above < 0 ? ::stat(folder.path.c_str(), &status) : ::fstatat(above, name, &status, 0);
        const std::pair<dev_t, ino_t> identity{status.st_dev, status.st_ino};
        if (failed != 0 || !S_ISDIR(status.st_mode) || folder.open.size() >= kDeepestFolder ||
            std::find(folder.open.begin(), folder.open.end(), identity) != folder.open.end()) {
            return;
        }
        folder.open.push_back(identity);
        m_folders.push_back(std::move(folder));
    }

    void list(std::size_t number) {
        const std::unique_ptr<DIR, CloseFolder> stream(::opendir(m_folders[number].path.c_str()));
        if (!stream) {
            return;
        }
        const std::size_t names = m_names.ends.size();
        const std::size_t bytes = m_names.text.size();
        const std::size_t folders = m_folders.size();
        struct stat status {};
        if (::fstat(::dirfd(stream.get()), &status) == 0) {
            m_newest_ns = std::max(m_newest_ns, changed(status));
        }
        bool has_run_file = false;
        bool has_rest_of_run = false;
        while (const dirent* entry = ::readdir(stream.get())) {
            const std::string_view name = entry->d_name;
            has_run_file = has_run_file || name == kRunFile;
            has_rest_of_run = has_rest_of_run || name == kRunMetrics || name == kRunCheckpoints;
            if (!isPassedOver(name)) {
                take(*entry, ::dirfd(stream.get()), number);
            }
        }
        if (has_run_file && has_rest_of_run && number > 0) {
            m_names.ends.resize(names);
            m_names.folders.resize(names);
            m_names.text.resize(bytes);
            m_folders.resize(folders);
        }
    }

    void take(const dirent& entry, int folder, std::size_t number) {
        struct stat status {};
        const bool may_lead_on = entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN;
        const bool is_folder =
            entry.d_type == DT_DIR ||
            (may_lead_on && ::fstatat(folder, entry.d_name, &status, 0) == 0 && S_ISDIR(status.st_mode));
        if (!is_folder) {
            m_names.add(entry.d_name, number);
            return;
        }
        const bool is_link = entry.d_type == DT_LNK;
        const Folder& here = m_folders[number];
        if (!is_link || here.links < kMostFolderLinks) {
            enter({.path = here.path + "/" + entry.d_name,
                   .links = here.links + (is_link ? 1 : 0),
                   .open = here.open},
                  folder, entry.d_name);
        }
    }

    std::vector<Folder> m_folders;
    Names m_names;
    std::int64_t m_newest_ns = 0;
};

/// The folder's files, opened when the first of them is looked at.
class OpenFolder {
  public:
    ~OpenFolder() { close(); }
    int descriptor(std::size_t number, const std::string& path) {
        if (m_descriptor < 0 || number != m_number) {
            close();
            m_descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            m_number = number;
        }
        return m_descriptor;
    }

  private:
    void close() {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
        m_descriptor = -1;
    }
    int m_descriptor = -1;
    std::size_t m_number = 0;
};

/// Sums of these say as much as the whole: no bit of it depends on few bits of the number.
std::uint64_t mixed(std::uint64_t number) {
    return SplitMix64(number).next();
}

FolderState stateOf(const char* name, std::uint64_t folder, const struct stat* status) {
    Fingerprint hash;
    hash.add(name);
    std::uint64_t sum = mixed(hash.number() ^ folder);
    if (status == nullptr) {  // a link that leads nowhere
        return {.files = 1, .fingerprint = sum, .newest_ns = 0};
    }
    for (const std::int64_t figure :
         {std::int64_t{status->st_size}, nanoseconds(status->st_mtim), nanoseconds(status->st_ctim),
          static_cast<std::int64_t>(status->st_ino)}) {
        sum = mixed(sum ^ static_cast<std::uint64_t>(figure));
    }
    return {.files = 1, .fingerprint = sum, .newest_ns = changed(*status)};
}

}  // namespace

FolderState& FolderState::operator+=(const FolderState& more) {
    files += more.files;
    fingerprint += more.fingerprint;
    newest_ns = std::max(newest_ns, more.newest_ns);
    return *this;
}

std::optional<FolderState> folderState(const fs::path& tree, const std::stop_token& stop, int workers,
                                       std::size_t most_files) {
    Listing listing(tree);
    if (!listing.run(stop, most_files)) {
        return std::nullopt;
    }
    if (listing.names().ends.size() > most_files) {
        return FolderState{};
    }
    std::vector<std::uint64_t> hashes;
    for (const Folder& folder : listing.folders()) {
        Fingerprint hash;
        hash.add(folder.path);
        hashes.push_back(hash.number());
    }
    const Names& names = listing.names();
    FolderState whole{.files = 0, .fingerprint = 0, .newest_ns = listing.newest()};
    std::mutex mutex;
    const bool complete = parallelChunks(
        names.ends.size(), {.chunk = kChunk, .workers = workers}, stop, {},
        [&](std::size_t begin, std::size_t end, int) {
            FolderState part;
            OpenFolder open;
            for (std::size_t i = begin; i < end; ++i) {
                const std::size_t folder = names.folders[i];
                struct stat status {};
                const bool is_there = ::fstatat(open.descriptor(folder, listing.folders()[folder].path),
                                                names.at(i), &status, 0) == 0;
                part += stateOf(names.at(i), hashes[folder], is_there ? &status : nullptr);
            }
            const std::lock_guard lock(mutex);
            whole += part;
        });
    return complete ? std::optional(whole) : std::nullopt;
}

}  // namespace priorscope
