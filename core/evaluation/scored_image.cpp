#include "core/evaluation/scored_image.hpp"

#include <algorithm>
#include <numeric>

namespace priorscope {
namespace {

/// The annotation's own pixels if they match the box. They do not if a reader has placed the box by
/// evidence other than the image's size, or if a record was created without them.
PixelBox objectPixels(const Annotation& object, int width, int height) {
    const VocBox& voc = object.voc;
    if (fractionsFromVoc(voc, width, height) != object.box) {
        return pixelsFromFractions(object.box, width, height);
    }
    return {voc.xmin - 1.0, voc.ymin - 1.0, voc.xmax - voc.xmin + 1.0, voc.ymax - voc.ymin + 1.0};
}

}  // namespace

std::vector<TruthBox> treated(std::vector<TruthBox> objects, DifficultObjects difficult) {
    if (difficult == DifficultObjects::remove) {
        std::erase_if(objects, [](const TruthBox& object) {
            return object.difficult && !object.is_crowd && !object.is_hidden;
        });
    } else if (difficult == DifficultObjects::keep) {
        for (TruthBox& object : objects) {
            object.difficult = object.is_crowd || object.is_hidden;
        }
    }
    return objects;
}

ScoredImage scoredImage(const ImageRow& truth, std::span<const Detection> detections,
                        const std::optional<ImageFilter>& filter) {
    // Without a size there are no pixels; a unit square works as well for comparing.
    const int width = std::max(truth.width, 1);
    const int height = std::max(truth.height, 1);
    ScoredImage image;
    image.objects.reserve(truth.objects.size());
    for (const Annotation& object : truth.objects) {
        const bool is_hidden = filter && !isObjectShown(truth, object, *filter);
        image.objects.push_back({.label = object.label,
                                 .box = objectPixels(object, width, height),
                                 .difficult = object.difficult || is_hidden,
                                 .is_crowd = object.crowd,
                                 .is_hidden = is_hidden});
    }
    image.detections.reserve(detections.size());
    for (const Detection& detection : detections) {
        image.detections.push_back(
            {detection.label, detection.score, pixelsFromFractions(detection.box, width, height)});
    }
    return image;
}

std::vector<std::size_t> orderByScore(std::span<const ScoredBox> detections) {
    std::vector<std::size_t> order(detections.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return detections[a].score > detections[b].score; });
    return order;
}

}  // namespace priorscope
