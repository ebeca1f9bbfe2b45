#include "core/training/plan/training_images.hpp"

namespace priorscope {

TrainingImages imagesOfSplits(const Dataset& dataset, const TrainingOptions& options) {
    TrainingImages images{.train = ImageSelection::ofSplit(dataset, options.split)};
    if (!options.val_split.empty()) {
        images.validation = ImageSelection::ofSplit(dataset, options.val_split);
    }
    return images;
}

bool isTrainable(const ImageRow& record) {
    return record.image_exists && record.width > 0;
}

std::vector<std::size_t> trainableOf(const Dataset& dataset, const ImageSelection& selection) {
    std::vector<std::size_t> images;
    for (const std::size_t index : selection.images()) {
        if (isTrainable(dataset.images.at(index))) {
            images.push_back(index);
        }
    }
    return images;
}

SampleInput sampleInput(const DetectorSpec& spec) {
    return {
        .size = spec.inputSize(), .resize = spec.preprocessing.resize, .fill = fillColor(spec.preprocessing)};
}

std::shared_ptr<const Dataset> withClasses(const std::shared_ptr<const Dataset>& dataset,
                                           const std::vector<std::string>& classes) {
    if (dataset->classes == classes) {
        return dataset;
    }
    std::vector<int> labels;
    for (const std::string& name : dataset->classes) {
        const auto found = std::find(classes.begin(), classes.end(), name);
        labels.push_back(found == classes.end() ? 0 : static_cast<int>(found - classes.begin()) + 1);
    }
    auto copy = std::make_shared<Dataset>(*dataset);
    copy->classes = classes;
    copy->images.relabel(labels);
    return copy;
}

}  // namespace priorscope
