// The objects of a dataset as training sees them: for coverage after augmentation.
#pragma once

#include <vector>

#include "core/dataset/image_selection.hpp"
#include "core/image/image.hpp"
#include "core/priors/coverage/coverage.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

/// The objects of some images as training would see them in its first epochs, epoch by epoch, with the very
/// random numbers of a run with these options. An image that is drawn again counts as another: its objects
/// lie in a row.
/// @param selection  as a run takes it; images without a size are left out. Where image files are missing,
///                   the images that are there have the places that a run gives them, and the others come
///                   behind
/// @param epochs     > 0
std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, const ImageSelection& selection,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs);

}  // namespace priorscope
