#include "core/training/augmentation.hpp"

#include "core/training/sample_random.hpp"

namespace priorscope {

Box SampleAugmentation::boxOf(const Box& box) const {
    return flip ? Box{1.0F - box.x_max, box.y_min, 1.0F - box.x_min, box.y_max} : box;
}

SampleAugmentation augmentationOf(const TrainingOptions& options, std::uint64_t epoch, std::size_t image) {
    SampleRandom random(options.seed, epoch, image);
    return {.flip = random.uniform() < options.flip};
}

std::vector<TrainingObject> trainingObjects(const ImageRecord& record, bool use_difficult,
                                            const ResizeMapping& mapping) {
    std::vector<TrainingObject> objects;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        const std::optional<Box> box = visiblePart(object.box);
        if (box && (use_difficult || !object.difficult)) {
            objects.push_back({.object = i, .box = mapping.inputFromImage(*box)});
        }
    }
    return objects;
}

std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, std::span<const std::size_t> images,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs) {
    std::vector<CoverageObject> objects;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (const std::size_t index : images) {
            const ImageRecord& record = dataset.images.at(index);
            if (record.width <= 0 || record.height <= 0) {
                continue;
            }
            const ResizeMapping mapping = resizeMapping(record.width, record.height, input_size, resize);
            const SampleAugmentation augmentation =
                augmentationOf(options, static_cast<std::uint64_t>(epoch), index);
            for (const TrainingObject& object :
                 trainingObjects(record, options.train_on_difficult, mapping)) {
                objects.push_back({.image = index,
                                   .object = object.object,
                                   .label = record.objects[object.object].label,
                                   .box = augmentation.boxOf(object.box)});
            }
        }
    }
    return objects;
}

}  // namespace priorscope
