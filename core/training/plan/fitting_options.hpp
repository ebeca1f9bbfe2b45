// Whether options go with the detector and the images of a run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/text/sentence.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// The problems of a run's options. They name no split where its validation images are another selection.
/// @param evaluates  whether the run has a validation selection
std::vector<Problem> problemsOf(TrainingOptions options, bool evaluates);

/// @param evaluates  whether the run has a validation selection
/// @throws Error naming the options that do not: more frozen stages than the backbone has, early stopping
///         without validation, other input sizes where the network has none, weights of classes that are not
///         the detector's
void requireFitting(const TrainingOptions& options, const DetectorSpec& spec, bool evaluates);

/// How many objects of each class are trained on.
/// @param use_difficult  difficult ones are, too
/// @return [classes] in the order of sampled.dataset->classes
std::vector<std::int64_t> objectsOf(const TrainedImages& sampled, bool use_difficult);

/// A sentence if images that a run is judged by are trained on, too; else empty.
/// @param trained, evaluated  indices into the dataset's images
Sentence sharedImagesNote(const std::vector<std::size_t>& trained, const std::vector<std::size_t>& evaluated);

/// A sentence that names the classes without any object to train on; empty if each has one.
/// @param classes, objects  [classes] as of objectsOf()
Sentence unlearntClassesNote(const std::vector<std::string>& classes,
                             const std::vector<std::int64_t>& objects);

}  // namespace priorscope
