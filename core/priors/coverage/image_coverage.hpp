// Which images the priors cover worst.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/image_filter.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/image/image.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// The best IoU of the shown object that the priors cover worst, in each image of a selection.
/// @return [images of the dataset] NaN for images without such an object, or outside the selection; nothing
///         if stopped
std::optional<std::vector<double>> leastBestIou(const Dataset& dataset, const ImageSelection& selection,
                                                const ImageFilter& filter, const PriorConfig& config,
                                                ResizeMode resize, const std::stop_token& stop = {},
                                                const ProgressFn& progress = {});

}  // namespace priorscope
