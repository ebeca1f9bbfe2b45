// Whether options go with the detector and the images of a run.
#pragma once

#include "core/model/detector_spec.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// @param evaluates  whether the run has a validation selection
/// @throws Error naming the options that do not: more frozen stages than the backbone has, early stopping
///         without validation, weights of classes that are not the detector's
void requireFitting(const TrainingOptions& options, const DetectorSpec& spec, bool evaluates);

/// How many objects of each class are trained on.
/// @param use_difficult  difficult ones are, too
/// @return [classes] in the order of sampled.dataset->classes
std::vector<std::int64_t> objectsOf(const TrainedImages& sampled, bool use_difficult);

}  // namespace priorscope
