#include "core/dataset/object_names.hpp"

#include <algorithm>

namespace priorscope {

std::string objectName(const Dataset& dataset, const ImageRow& image, std::size_t object) {
    const int label = image.objects[object].label;
    const auto number =
        std::count_if(image.objects.begin(), image.objects.begin() + static_cast<std::ptrdiff_t>(object) + 1,
                      [label](const Annotation& each) { return each.label == label; });
    return dataset.className(label) + " " + std::to_string(number);
}

std::filesystem::path findingFile(const ImageRow& image) {
    return image.annotation_file.empty() ? image.image_file.path() : image.annotation_file.path();
}

}  // namespace priorscope
