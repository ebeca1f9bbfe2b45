#include "core/augmentation/sample_images.hpp"

#include <optional>
#include <utility>

namespace priorscope {

DatasetSamples::DatasetSamples(const Dataset& dataset, std::vector<std::size_t> images, bool use_difficult,
                               std::vector<BackgroundCrop> crops)
    : m_dataset(dataset),
      m_images(std::move(images)),
      m_use_difficult(use_difficult),
      m_crops(std::move(crops)) {}

ImageFacts DatasetSamples::facts(std::size_t place) const {
    const ImageRow record = m_dataset.images.at(m_images.at(place));
    ImageFacts facts{.width = record.width, .height = record.height};
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        if (const std::optional<Box> box = visiblePart(object.box)) {
            facts.objects.push_back({.object = i,
                                     .label = object.label,
                                     .box = *box,
                                     .is_target = object.isTarget(m_use_difficult)});
        }
    }
    return facts;
}

}  // namespace priorscope
