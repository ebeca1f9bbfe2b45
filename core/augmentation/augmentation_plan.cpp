#include "core/augmentation/augmentation_plan.hpp"

#include <optional>
#include <utility>

#include "core/augmentation/sample_random.hpp"

namespace priorscope {

AugmentationPlan::AugmentationPlan(const AugmentationOptions& options, const SampleKey& key) {
    SampleRandom random(key.seed, key.epoch, key.place, key.occurrence);
    m_flip = random.uniform() < options.flip;
}

Box AugmentationPlan::boxOf(const Box& box) const {
    return m_flip ? Box{1.0F - box.x_max, box.y_min, 1.0F - box.x_min, box.y_max} : box;
}

Image AugmentationPlan::pixels(Image image) const {
    return m_flip ? flippedHorizontally(image) : std::move(image);
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

}  // namespace priorscope
