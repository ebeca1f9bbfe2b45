#include "core/formats/index/dataset_index.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/cache_files.hpp"
#include "core/base/files/user_folder.hpp"
#include "core/base/fingerprint.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/index/index_file.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::system_clock;

constexpr const char* kExtension = ".index";
/// A file that is opened may lie among anything, as in a home folder: of more files no index is kept.
constexpr std::size_t kMostBesideAFile = 500000;

fs::path wholePath(const fs::path& path) {
    std::error_code error;  // then as it is
    const fs::path whole = fs::absolute(path, error).lexically_normal();
    return error ? path : whole;
}

std::string keyOf(const fs::path& folder, const ReadOptions& options) {
    std::error_code error;
    const fs::path canonical = fs::canonical(folder, error);
    if (error) {
        return {};
    }
    // The folder as it was given too: ids and findings name files by it.
    std::string key = canonical.native() + '\n' + wholePath(folder).native() + '\n' + folder.native() + '\n' +
                      options.split + '\n' + (options.zero_based ? "0" : "1") +
                      (options.check_images ? "c" : "-") +
                      (options.orientation == OrientationSetting::shown ? "o" : "-");
    for (const std::string& name : options.classes) {
        key += '\n' + name;
    }
    return key;
}

fs::path fileFor(const IndexCache& cache, const std::string& key) {
    Fingerprint name;
    name.add(key);
    return cache.folder / (name.hex() + kExtension);
}

/// The folder below which a dataset's files are looked for first.
fs::path treeOf(const fs::path& folder) {
    std::error_code error;
    fs::path whole = wholePath(folder);
    if (!whole.has_filename()) {
        whole = whole.parent_path();  // without the '/' at its end
    }
    return fs::is_directory(whole, error) ? whole : whole.parent_path();
}

bool isBelow(const fs::path& path, const fs::path& tree) {
    return path == tree || path.native().starts_with((tree / "").native());
}

/// Whether every file of the dataset lies below the tree, and none is passed over by folderState().
bool liesBelow(const Dataset& dataset, const fs::path& tree) {
    const std::vector<std::string>& folders = dataset.images.columns().folders;
    return isBelow(treeOf(dataset.root), tree) &&
           std::all_of(folders.begin(), folders.end(), [&tree](const std::string& folder) {
               const fs::path whole = folder.empty() ? tree : wholePath(fs::path(folder).parent_path());
               return isBelow(whole, tree) &&
                      whole.native().find("/.", tree.native().size()) == std::string::npos;
           });
}

/// Places and lists of other formats than VOC may name folders that were not there.
bool soughtElsewhere(const fs::path& folder, const Dataset& dataset) {
    return formatOf(folder).name != "voc" &&
           std::any_of(dataset.issues.begin(), dataset.issues.end(), [](const DatasetIssue& issue) {
               return issue.kind == IssueKind::missing_image || issue.kind == IssueKind::bad_list ||
                      issue.kind == IssueKind::unreadable_folder;
           });
}

/// The folder that holds all files of a dataset: that of the annotations, or one or two levels above it, as
/// for images beside a folder of COCO files.
std::optional<fs::path> wholeTree(const fs::path& folder, const Dataset& dataset) {
    constexpr int kLevels = 3;
    fs::path tree = treeOf(folder);
    for (int level = 0; level < kLevels && tree.has_relative_path(); ++level, tree = tree.parent_path()) {
        if (liesBelow(dataset, tree)) {
            return soughtElsewhere(folder, dataset) ? std::nullopt : std::optional(tree);
        }
    }
    return std::nullopt;
}

std::int64_t nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

std::optional<OpenedDataset> fromIndex(const fs::path& file, const std::string& key,
                                       std::uint64_t most_checked, const std::stop_token& stop) {
    const auto started = std::chrono::steady_clock::now();
    std::optional<IndexHead> head = readIndexHead(file);
    if (!head || head->key != key) {
        return std::nullopt;
    }
    OpenedDataset opened{.dataset = {},
                         .source = {.tree = head->tree, .state = head->state},
                         .is_from_index = true,
                         .is_checked = head->state.files <= most_checked};
    if (opened.is_checked && hasChanged(opened.source, stop).value_or(true)) {
        return std::nullopt;
    }
    std::optional<Dataset> dataset = readIndex(file);
    if (!dataset) {
        return std::nullopt;
    }
    markUsed(file);
    opened.dataset = *std::move(dataset);
    opened.dataset.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return opened;
}

void keep(const OpenedDataset& opened, const std::string& key, const IndexCache& cache) {
    const fs::path file = fileFor(cache, key);
    try {
        std::error_code exists;
        fs::create_directories(cache.folder, exists);
        writeIndex(file, {.key = key, .tree = opened.source.tree.native(), .state = opened.source.state},
                   opened.dataset);
        trimCache(cache.folder, kExtension, cache.max_bytes, file);
    } catch (const Error&) {  // no room, or not writable: the dataset is read again next time
    }
}

}  // namespace

IndexCache userIndexCache() {
    const fs::path folder = userFolder("XDG_CACHE_HOME", ".cache");
    return {.folder = folder.empty() ? fs::path() : folder / "priorscope" / "datasets"};
}

std::optional<bool> hasChanged(const DatasetSource& source, const std::stop_token& stop, int workers) {
    if (source.state.files == 0) {
        return false;  // nothing is known of them
    }
    const std::optional<FolderState> now = folderState(source.tree, stop, workers);
    return now ? std::optional(!now->isSameAs(source.state)) : std::nullopt;
}

std::optional<OpenedDataset> openDataset(const fs::path& folder, const ReadOptions& options,
                                         const IndexCache& cache, const std::stop_token& stop,
                                         const ProgressFn& progress) {
    const std::string key = cache.folder.empty() ? std::string() : keyOf(folder, options);
    if (!key.empty() && cache.is_asked) {
        if (auto opened = fromIndex(fileFor(cache, key), key, cache.most_checked, stop)) {
            return opened;
        }
    }
    const std::int64_t started = nowNs();
    std::error_code error;
    if (!fs::exists(folder, error)) {  // what it would lie in may be anything
        auto none = readDataset(folder, options, stop, progress);
        return none ? std::optional(OpenedDataset{.dataset = *std::move(none)}) : std::nullopt;
    }
    const fs::path first_tree = treeOf(folder);
    const std::size_t most_files =
        fs::is_directory(folder, error) ? std::numeric_limits<std::size_t>::max() : kMostBesideAFile;
    const std::optional<FolderState> before = folderState(first_tree, stop, 0, most_files);
    std::optional<Dataset> dataset = before ? readDataset(folder, options, stop, progress) : std::nullopt;
    if (!dataset) {
        return std::nullopt;
    }
    const std::optional<fs::path> whole = wholeTree(folder, *dataset);
    OpenedDataset opened{.dataset = *std::move(dataset),
                         .source = {.tree = whole.value_or(first_tree), .state = *before}};
    if (opened.source.tree != first_tree) {
        const std::optional<FolderState> after = folderState(opened.source.tree, stop, 0, most_files);
        if (!after) {
            return std::nullopt;
        }
        // What changed meanwhile may have been read before or after: then it counts as changed since.
        opened.source.state = after->newest_ns < started ? *after : FolderState{};
    }
    const FolderState& state = opened.source.state;
    if (!key.empty() && whole && state.files > 0 && opened.dataset.images.size() >= cache.least_images &&
        state.newest_ns < started - cache.doubtful.count()) {
        keep(opened, key, cache);
    }
    return opened;
}

}  // namespace priorscope
