#include "core/evaluation/class_images.hpp"

#include <algorithm>
#include <functional>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

void computeOverlaps(ClassImage& image) {
    image.iou.clear();
    for (std::size_t d = 0; d < image.detections.size() && !image.objects.empty(); ++d) {
        for (const TruthBox& object : image.objects) {
            const PixelBox& box = image.detections[d].box;
            image.iou.push_back(object.is_crowd ? intersectionOverFirst(box, object.box)
                                                : intersectionOverUnion(box, object.box));
        }
    }
}

}  // namespace

void checkLabel(int label, std::size_t classes) {
    if (label < 1 || static_cast<std::size_t>(label) > classes) {
        throw Error({.action = Core::tr("evaluating detections"),
                     .reason = Core::tr("label %1 is not one of the %2 classes").arg(label).arg(classes)});
    }
}

ClassImage& ClassImages::ofLabel(int label) {
    checkLabel(label, m_of_class.size());
    return m_of_class[static_cast<std::size_t>(label - 1)];
}

void ClassImages::take(const ScoredImage& image) {
    for (ClassImage& of_class : m_of_class) {
        of_class.objects.clear();
        of_class.detections.clear();
    }
    for (const TruthBox& object : treated(image.objects, m_difficult)) {
        ofLabel(object.label).objects.push_back(object);
    }
    for (const ScoredBox& detection : image.detections) {
        ofLabel(detection.label).detections.push_back(detection);
    }
    for (ClassImage& of_class : m_of_class) {
        if (!std::ranges::is_sorted(of_class.detections, std::ranges::greater{}, &ScoredBox::score)) {
            std::ranges::stable_sort(of_class.detections, std::ranges::greater{}, &ScoredBox::score);
        }
        computeOverlaps(of_class);
    }
}

}  // namespace priorscope
