// The images that a run uses.
#pragma once

#include <optional>
#include <vector>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct TrainingImages {
    ImageSelection train;
    std::optional<ImageSelection> validation{};  ///< evaluated during training; none: no evaluation
};

/// The whole splits that the options name.
/// @throws Error if one of them does not exist
TrainingImages imagesOfSplits(const Dataset& dataset, const TrainingOptions& options);

/// Whether an image can be trained on: its file is there, and its size is known.
bool isTrainable(const ImageRow& record);

/// The trainable images of a selection, in the order that a run gives them: indices into dataset.images.
std::vector<std::size_t> trainableOf(const Dataset& dataset, const ImageSelection& selection);

/// The input that a detector's samples are made for.
SampleInput sampleInput(const DetectorSpec& spec);

/// The dataset with its labels renumbered for the detector's class list. Objects of other classes are
/// left out: the caller ensures that the images in use have none.
std::shared_ptr<const Dataset> withClasses(const std::shared_ptr<const Dataset>& dataset,
                                           const std::vector<std::string>& classes);

}  // namespace priorscope
