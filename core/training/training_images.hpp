// Which images a run takes.
#pragma once

#include <optional>

#include "core/dataset/image_selection.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

struct TrainingImages {
    ImageSelection train;
    std::optional<ImageSelection> validation{};  ///< evaluated on while training; none: no evaluation
};

/// The whole of the splits that the options name.
/// @throws Error where one of them does not exist
TrainingImages imagesOfSplits(const Dataset& dataset, const TrainingOptions& options);

}  // namespace priorscope
