#include "core/training/plan/training_images.hpp"

namespace priorscope {

TrainingImages imagesOfSplits(const Dataset& dataset, const TrainingOptions& options) {
    TrainingImages images{.train = ImageSelection::ofSplit(dataset, options.split)};
    if (!options.val_split.empty()) {
        images.validation = ImageSelection::ofSplit(dataset, options.val_split);
    }
    return images;
}

}  // namespace priorscope
