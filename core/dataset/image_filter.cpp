#include "core/dataset/image_filter.hpp"

#include <algorithm>

#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

/// Classes whose name contains the text: [classes + 1], by label.
std::vector<bool> labelsNamed(const Dataset& dataset, const std::string& folded_text) {
    std::vector<bool> named(dataset.classes.size() + 1, false);
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        named[i + 1] = caseFolded(dataset.classes[i]).find(folded_text) != std::string::npos;
    }
    return named;
}

}  // namespace

bool isObjectShown(const Annotation& object, const ImageFilter& filter) {
    return (filter.difficult || !object.difficult) && (filter.truncated || !object.truncated);
}

std::vector<std::size_t> filterImages(const Dataset& dataset, const std::string& split,
                                      const ImageFilter& filter) {
    const std::string text = caseFolded(filter.text);
    const std::vector<bool> named = labelsNamed(dataset, text);
    const auto hasText = [&](const ImageRecord& image) {
        return text.empty() || caseFolded(image.id).find(text) != std::string::npos ||
               std::any_of(image.objects.begin(), image.objects.end(), [&](const Annotation& object) {
                   return isObjectShown(object, filter) && named.at(static_cast<std::size_t>(object.label));
               });
    };
    const auto hasLabel = [&](const ImageRecord& image) {
        return filter.labels.empty() ||
               std::any_of(image.objects.begin(), image.objects.end(), [&](const Annotation& object) {
                   return isObjectShown(object, filter) &&
                          std::find(filter.labels.begin(), filter.labels.end(), object.label) !=
                              filter.labels.end();
               });
    };
    std::vector<std::size_t> shown = dataset.splitIndices(split);
    std::erase_if(shown, [&](std::size_t index) {
        const ImageRecord& image = dataset.images[index];
        return (!filter.missing && !image.image_exists) || !hasLabel(image) || !hasText(image);
    });
    return shown;
}

std::vector<std::int64_t> countShownObjects(const Dataset& dataset, const std::vector<std::size_t>& images,
                                            const ImageFilter& filter) {
    std::vector<std::int64_t> counts(dataset.classes.size(), 0);
    for (const std::size_t index : images) {
        for (const Annotation& object : dataset.images.at(index).objects) {
            if (isObjectShown(object, filter)) {
                ++counts.at(static_cast<std::size_t>(object.label - 1));
            }
        }
    }
    return counts;
}

FlagCounts countFlags(const Dataset& dataset, const std::vector<std::size_t>& images) {
    FlagCounts counts;
    for (const std::size_t index : images) {
        const ImageRecord& image = dataset.images.at(index);
        counts.missing_images += image.image_exists ? 0 : 1;
        for (const Annotation& object : image.objects) {
            counts.difficult += object.difficult ? 1 : 0;
            counts.truncated += object.truncated ? 1 : 0;
        }
    }
    return counts;
}

}  // namespace priorscope
