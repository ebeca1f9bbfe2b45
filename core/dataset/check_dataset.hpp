// A full check of a dataset: the findings of reading it, its labels, a test decoding of every image, its
// splits.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/dataset/found_images.hpp"
#include "core/dataset/label_check.hpp"

namespace priorscope {

struct DatasetCheck {
    std::size_t decoded = 0;  ///< images that were decoded without an error
    std::size_t absent = 0;   ///< images whose file is missing; reading has already reported each
    /// The findings of reading, in their order, then a bad-image entry for each file that cannot be decoded,
    /// in the order of the images; a file shared by several annotations has one entry.
    std::vector<DatasetIssue> issues{};
    FoundImages found{};  ///< images of findings beyond reading, also of those that are only counted
};

/// Decodes every available image, which reading does not do, on several threads, and compares the channels of
/// JPEG and PNG files with <depth>.
/// @return nothing if stopped
std::optional<DatasetCheck> checkDataset(const Dataset& dataset, std::stop_token stop = {},
                                         const ProgressFn& progress = {});

/// The same, the labels, checkLabels() and sizeOutliers(), and pictures that two splits share, or nearly:
/// findSplitLeaks(). Its progress begins anew with the last.
/// @return nothing if stopped
std::optional<DatasetCheck> checkEverything(const Dataset& dataset, const LabelCheckOptions& labels = {},
                                            const std::stop_token& stop = {},
                                            const ProgressFn& progress = {});

}  // namespace priorscope
