#include "core/dataset/statistics.hpp"

#include <algorithm>

namespace priorscope {

DatasetStatistics computeStatistics(const Dataset& dataset, const ImageSelection& selection) {
    DatasetStatistics result;
    for (const std::string& name : dataset.classes) {
        result.classes.push_back({.name = name});
    }
    std::vector<bool> seen(dataset.classes.size());
    for (const std::size_t index : selection.images()) {
        const ImageRow image = dataset.images.at(index);
        ++result.images;
        result.empty_images += image.objects.empty() ? 1 : 0;
        result.verified += image.verified ? 1 : 0;
        std::fill(seen.begin(), seen.end(), false);
        for (const Annotation& object : image.objects) {
            const auto position = static_cast<std::size_t>(object.label - 1);
            ClassCount& count = result.classes[position];
            if (!seen[position]) {
                seen[position] = true;
                ++count.images;
            }
            ++(object.difficult ? count.difficult : count.objects);
            ++(object.difficult ? result.difficult : result.objects);
            result.truncated += object.truncated && !object.difficult ? 1 : 0;
        }
    }
    return result;
}

}  // namespace priorscope
