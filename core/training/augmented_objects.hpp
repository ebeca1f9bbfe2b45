// The objects of a dataset as training sees them, for coverage with augmentation.
#pragma once

#include <vector>

#include "core/dataset/image_selection.hpp"
#include "core/image/image.hpp"
#include "core/priors/coverage/coverage.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// The objects of a selection as training would see them in its first epochs, epoch by epoch, with exactly
/// the random numbers of a run with these options. An image that is sampled again counts as a separate one:
/// objects of a sample are consecutive.
/// @param selection  as for a run; images of unknown size are left out. If image files are missing,
///                   the existing images have the positions that a run gives them, and the missing ones
///                   follow
/// @param epochs     > 0
std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, const ImageSelection& selection,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs);

}  // namespace priorscope
