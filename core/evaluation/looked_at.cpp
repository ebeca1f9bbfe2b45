#include "core/evaluation/looked_at.hpp"

namespace priorscope {

LookedAt lookedAt(const Dataset& dataset, std::span<const std::size_t> images, const ImageFilter& filter,
                  DifficultObjects difficult) {
    LookedAt result{.images = static_cast<std::int64_t>(images.size())};
    for (const std::size_t index : images) {
        const ImageRow image = dataset.images.at(index);
        for (const Annotation& object : image.objects) {
            const bool is_kept = !object.crowd && (!object.difficult || difficult == DifficultObjects::keep);
            const bool is_removed =
                !object.crowd && object.difficult && difficult == DifficultObjects::remove;
            if (isObjectShown(image, object, filter)) {
                result.objects += is_kept ? 1 : 0;
            } else {
                result.ignored += is_kept || is_removed ? 1 : 0;
            }
        }
    }
    return result;
}

}  // namespace priorscope
