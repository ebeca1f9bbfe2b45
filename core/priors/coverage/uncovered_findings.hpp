// Objects that no prior covers, as findings about the dataset.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/check_dataset.hpp"
#include "core/dataset/dataset.hpp"
#include "core/dataset/label_check.hpp"
#include "core/image/image.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// uncovered findings: objects that are not difficult whose best IoU with a prior is below the one from which
/// priors match. In the order of the images.
/// @param match_iou  (0, 1]
/// @param most_told  the first are told one by one, the rest as a number
/// @param images     if given, gets the images of all of them
/// @return nothing if stopped
std::optional<std::vector<DatasetIssue>> uncoveredFindings(const Dataset& dataset, const PriorConfig& config,
                                                           ResizeMode resize, float match_iou,
                                                           std::size_t most_told = 1000,
                                                           const std::stop_token& stop = {},
                                                           const ProgressFn& progress = {},
                                                           FoundImages* images = nullptr);

/// checkEverything(), and the uncovered findings of a layout at an IoU of 0.5.
/// @param priors  none, or one that is not valid: without them
/// @return nothing if stopped
std::optional<DatasetCheck> checkWithPriors(const Dataset& dataset, const LabelCheckOptions& labels,
                                            const std::optional<PriorConfig>& priors,
                                            const std::stop_token& stop = {},
                                            const ProgressFn& progress = {});

}  // namespace priorscope
