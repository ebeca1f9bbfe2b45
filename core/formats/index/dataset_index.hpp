// Datasets that are opened again at once, as long as their files have not changed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <stop_token>

#include "core/base/progress.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/formats/index/folder_state.hpp"

namespace priorscope {

/// Where indices are kept.
struct IndexCache {
    std::filesystem::path folder{};                       ///< empty: none are
    std::uintmax_t max_bytes = std::uintmax_t{4} << 30U;  ///< those that were not used for longest go
    bool is_asked = true;  ///< false: the dataset is read, whatever its index, and a new one kept
    std::chrono::nanoseconds doubtful = std::chrono::seconds(2);  ///< times of files are this fine at least
    std::size_t least_images = 1000;                              ///< smaller datasets are read as fast
    /// Of more files than these the caller sees afterwards whether they have changed
    /// (OpenedDataset::is_checked).
    std::uint64_t most_checked = std::numeric_limits<std::uint64_t>::max();
};

/// Below the user's cache folder.
IndexCache userIndexCache();

/// What a dataset was read from: whether its files have changed can be seen later.
struct DatasetSource {
    std::filesystem::path tree{};  ///< folder below which its files lie
    FolderState state{};           ///< of no file: it is not known, and no change is seen
};

/// @param workers  threads; 0: all cores
/// @return nothing if stopped
std::optional<bool> hasChanged(const DatasetSource& source, const std::stop_token& stop = {},
                               int workers = 0);

struct OpenedDataset {
    Dataset dataset{};
    DatasetSource source{};
    bool is_from_index = false;
    bool is_checked = true;  ///< false: whether files have changed since the index was kept is not known
};

/// As readDataset(), from the index if it has one and nothing was done to a file since (or was not looked at:
/// IndexCache::most_checked). Else it is read, and an index kept, unless a file or folder changed while it
/// was read or shortly before, whose time could not tell of another change, or files of it lie, or are
/// sought, away from the folder. What the cache can't do makes no difference but in time.
/// @return nothing if stopped
/// @throws Error as readDataset()
std::optional<OpenedDataset> openDataset(const std::filesystem::path& folder, const ReadOptions& options,
                                         const IndexCache& cache, const std::stop_token& stop = {},
                                         const ProgressFn& progress = {});

}  // namespace priorscope
