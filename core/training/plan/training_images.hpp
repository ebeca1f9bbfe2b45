// The images that a run uses.
#pragma once

#include <optional>

#include "core/dataset/image_selection.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct TrainingImages {
    ImageSelection train;
    std::optional<ImageSelection> validation{};  ///< evaluated during training; none: no evaluation
};

/// The whole splits that the options name.
/// @throws Error if one of them does not exist
TrainingImages imagesOfSplits(const Dataset& dataset, const TrainingOptions& options);

}  // namespace priorscope
