// The objects of a dataset as training sees them, for coverage with augmentation.
#pragma once

#include <memory>
#include <vector>

#include "core/dataset/image_selection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"
#include "core/priors/coverage/coverage.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// The objects of a selection as training would see them in its first epochs, epoch by epoch, with exactly
/// the random numbers of a run with these options: its negatives, weights of images and phases included. An
/// image that is sampled again counts as a separate one: objects of a sample are consecutive.
/// @param selection  as for a run; images of unknown size are left out. Images whose files are missing follow
///                   the others, once an epoch
/// @param options    without a problem
/// @param recipe     the detector's: has what the options leave out
/// @param epochs     > 0; also where the run is shorter
/// @throws Error if the negatives or the weights of images cannot be read
std::vector<CoverageObject> augmentedObjects(const std::shared_ptr<const Dataset>& dataset,
                                             const ImageSelection& selection, const TrainingOptions& options,
                                             const Recipe& recipe, int input_size, ResizeMode resize,
                                             int epochs);

}  // namespace priorscope
