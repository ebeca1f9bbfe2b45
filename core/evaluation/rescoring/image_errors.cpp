#include "core/evaluation/rescoring/image_errors.hpp"

namespace priorscope {

std::int32_t ImageErrors::total() const {
    std::int32_t errors = missed;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        errors += isFalsePositive(static_cast<Outcome>(i)) ? outcomes[i] : 0;
    }
    return errors;
}

std::vector<ImageErrors> imageErrors(const JudgedSplit& split, float min_score) {
    std::vector<ImageErrors> errors(split.imageCount());
    for (std::size_t image = 0; image < errors.size(); ++image) {
        for (std::size_t i = split.first_detection[image]; i < split.first_detection[image + 1]; ++i) {
            if (split.scores[i] >= min_score) {
                ++errors[image].outcomes[static_cast<std::size_t>(split.outcomes[i])];
            }
        }
        for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
            errors[image].missed += split.counts[i] && split.found_at[i] < min_score ? 1 : 0;
        }
    }
    return errors;
}

}  // namespace priorscope
