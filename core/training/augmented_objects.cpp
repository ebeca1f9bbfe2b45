#include "core/training/augmented_objects.hpp"

#include <algorithm>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/training/plan/training_images.hpp"

namespace priorscope {
namespace {

/// As a run places them: trainable images first.
std::vector<std::size_t> inOrderOfTraining(const Dataset& dataset, std::vector<std::size_t> images) {
    std::stable_partition(images.begin(), images.end(),
                          [&](std::size_t index) { return isTrainable(dataset.images.at(index)); });
    return images;
}

}  // namespace

std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, const ImageSelection& selection,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs) {
    const std::vector<std::size_t> images = inOrderOfTraining(dataset, selection.images());
    const DatasetSamples samples(dataset, images, options.train_on_difficult);
    const SampleInput input{.size = input_size, .resize = resize};
    std::vector<CoverageObject> objects;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t place = 0; place < images.size(); ++place) {
            const ImageRow record = dataset.images.at(images[place]);
            if (record.width <= 0 || record.height <= 0) {
                continue;
            }
            const AugmentationPlan plan(
                options.augmentation,
                {.seed = options.seed, .epoch = static_cast<std::uint64_t>(epoch), .place = place}, input,
                samples);
            for (const AugmentedObject& object : plan.boxes()) {
                if (object.is_target) {
                    objects.push_back({.image = images[object.place],
                                       .object = object.object,
                                       .label = object.label,
                                       .box = object.box});
                }
            }
        }
    }
    return objects;
}

}  // namespace priorscope
