// Everything that can be found wrong with a dataset: what reading told, and every image decoded.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

struct DatasetCheck {
    std::size_t decoded = 0;  ///< images that were decoded without a fault
    std::size_t absent = 0;   ///< images that are not at hand; reading told of each
    /// Those of reading, in their order, then a bad-image entry for each file that cannot be decoded, in the
    /// order of the images; a file that several annotations share has one entry.
    std::vector<DatasetIssue> issues{};
};

/// Decodes every image that is at hand, which reading does not do, on several threads.
/// @return nothing if stopped
std::optional<DatasetCheck> checkDataset(const Dataset& dataset, std::stop_token stop = {},
                                         const ProgressFn& progress = {});

}  // namespace priorscope
