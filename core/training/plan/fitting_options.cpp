#include "core/training/plan/fitting_options.hpp"

#include "core/base/error.hpp"
#include "core/training/plan/class_weights.hpp"

namespace priorscope {

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

}  // namespace priorscope
