#include "core/training/augmented_objects.hpp"

#include <algorithm>

#include "core/augmentation/augmentation_plan.hpp"

namespace priorscope {
namespace {

/// Each image's position in the training selection: trainable images first.
std::vector<std::size_t> placesOf(const Dataset& dataset, const std::vector<std::size_t>& images) {
    const auto trains = [&](std::size_t index) {
        const ImageRecord& record = dataset.images.at(index);
        return record.image_exists && record.width > 0;
    };
    std::size_t trained = 0;
    auto others = static_cast<std::size_t>(std::count_if(images.begin(), images.end(), trains));
    std::vector<std::size_t> places;
    places.reserve(images.size());
    for (const std::size_t index : images) {
        places.push_back(trains(index) ? trained++ : others++);
    }
    return places;
}

}  // namespace

std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, const ImageSelection& selection,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs) {
    const std::vector<std::size_t>& images = selection.images();
    const std::vector<std::size_t> places = placesOf(dataset, images);
    std::vector<CoverageObject> objects;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t i = 0; i < images.size(); ++i) {
            const std::size_t index = images[i];
            const ImageRecord& record = dataset.images.at(index);
            if (record.width <= 0 || record.height <= 0) {
                continue;
            }
            const ResizeMapping mapping = resizeMapping(record.width, record.height, input_size, resize);
            const AugmentationPlan plan(
                augmentationOptions(options),
                {.seed = options.seed, .epoch = static_cast<std::uint64_t>(epoch), .place = places[i]});
            for (const TrainingObject& object :
                 trainingObjects(record, options.train_on_difficult, mapping)) {
                objects.push_back({.image = index,
                                   .object = object.object,
                                   .label = record.objects[object.object].label,
                                   .box = plan.boxOf(object.box)});
            }
        }
    }
    return objects;
}

}  // namespace priorscope
