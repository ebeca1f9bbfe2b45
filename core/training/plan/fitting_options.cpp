#include "core/training/plan/fitting_options.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/error.hpp"
#include "core/base/text/listed.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/plan/class_weights.hpp"
#include "core/training/plan/input_sizes.hpp"

namespace priorscope {

std::vector<Problem> problemsOf(TrainingOptions options, bool evaluates) {
    if (evaluates && options.val_split.empty()) {
        options.val_split = "selection";  // any name: there is something to evaluate
    }
    return options.validate();
}

void requireFitting(const TrainingOptions& options, const DetectorSpec& spec, bool evaluates) {
    std::vector<Problem> problems;
    const std::size_t stages = stagesOf(spec).size();
    if (static_cast<std::size_t>(options.frozen_stages) > stages) {
        problems.push_back(
            {"frozen_stages", Core::tr("must be at most %1, the stages of %2's backbone, got %3")
                                  .arg(stages)
                                  .arg(spec.name)
                                  .arg(options.frozen_stages)});
    }
    if (options.stage_rates.size() > stages) {
        problems.push_back(
            {"stage_rates",
             Core::tr("must have at most %1 numbers, one for each stage of %2's backbone, got %3")
                 .arg(stages)
                 .arg(spec.name)
                 .arg(options.stage_rates.size())});
    }
    if (options.input_scale > 0.0 && trainingSizes(spec, options.input_scale).size() == 1) {
        problems.push_back(
            {"input_scale", Core::tr("must be larger or 0: %1 at %2 px has no other input size within %3 %%")
                                .arg(spec.name)
                                .arg(spec.inputSize())
                                .arg(numberText(std::round(100.0 * options.input_scale)))});
    }
    if (options.early_stopping > 0 && !evaluates) {
        problems.push_back({"early_stopping", Core::tr("needs a validation split")});
    }
    throwOnProblems(Core::tr("starting the training"), problems);
    classWeights(options.class_weights, spec.classes,
                 std::vector<std::int64_t>(spec.classes.size(), 1));  // names the first unknown class
}

std::vector<std::int64_t> objectsOf(const TrainedImages& sampled, bool use_difficult) {
    std::vector<std::int64_t> objects(sampled.dataset->classes.size(), 0);
    for (const std::size_t image : sampled.images) {
        for (const Annotation& object : sampled.dataset->images[image].objects) {
            objects[static_cast<std::size_t>(object.label - 1)] += object.isTarget(use_difficult) ? 1 : 0;
        }
    }
    return objects;
}

Sentence sharedImagesNote(const std::vector<std::size_t>& trained,
                          const std::vector<std::size_t>& evaluated) {
    std::vector<std::size_t> sorted = trained;
    std::sort(sorted.begin(), sorted.end());
    const auto shared = std::count_if(evaluated.begin(), evaluated.end(), [&](std::size_t image) {
        return std::binary_search(sorted.begin(), sorted.end(), image);
    });
    if (shared == 0) {
        return {};
    }
    return Core::tr(
               "Validation images that are trained on, too: %1 of %2. The run's figures say little about "
               "other images; choose a validation split of its own")
        .arg(shared)
        .arg(evaluated.size());
}

Sentence unlearntClassesNote(const std::vector<std::string>& classes,
                             const std::vector<std::int64_t>& objects) {
    std::vector<std::string> unlearnt;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (objects.at(i) == 0) {
            unlearnt.push_back(classes[i]);
        }
    }
    if (unlearnt.empty()) {
        return {};
    }
    return Core::tr(
               "No object of these classes is trained on, so that the detector cannot learn them: %1. Choose "
               "other images, or leave the classes out")
        .arg(listed(unlearnt));
}

}  // namespace priorscope
