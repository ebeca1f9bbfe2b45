#include "core/training/plan/training_option_rules.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "core/training/plan/class_weights.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope {
namespace {

using Options = TrainingOptions;

std::optional<Problem> lengthProblem(const Options& options) {
    if (options.steps != 0 && options.epochs != 0) {
        return Problem{"epochs", Core::tr("must be left out if steps are given")};
    }
    return std::nullopt;
}

std::optional<Problem> deviceProblem(const Options& options) {
    const Sentence problem = deviceTextProblem(options.device);
    return problem.empty() ? std::nullopt
                           : std::optional(Problem{
                                 "device", Core::tr("%1, got \"%2\"").arg(problem).arg(options.device)});
}

std::optional<Problem> dropsProblem(const Options& options) {
    if (!std::is_sorted(options.drops.begin(), options.drops.end())) {
        return Problem{"drops", Core::tr("must rise")};
    }
    return std::nullopt;
}

std::optional<Problem> negativesProblem(const Options& options) {
    if (!options.negatives.empty() && options.batch_size == 1) {
        return Problem{"negatives", Core::tr("need batches of two images or more")};
    }
    return std::nullopt;
}

std::optional<Problem> weightsProblem(const Options& options) {
    if (options.sampling == "file" && options.sampling_weights.empty()) {
        return Problem{"sampling_weights", Core::tr("must name a file if sampling is by file")};
    }
    if (options.sampling != "file" && !options.sampling_weights.empty()) {
        return Problem{"sampling_weights", Core::tr("must be left out unless sampling is by file")};
    }
    return std::nullopt;
}

bool isPasting(const Options& options) {
    return options.augmentation.setting(TransformKind::paste).probability > 0.0;
}

std::optional<Problem> pasteProblem(const Options& options) {
    if (isPasting(options) && options.hard_negatives.empty()) {
        return Problem{"hard_negatives", Core::tr("must name a file if crops are pasted")};
    }
    if (!isPasting(options) && !options.hard_negatives.empty()) {
        return Problem{"hard_negatives", Core::tr("must be left out unless crops are pasted")};
    }
    return std::nullopt;
}

std::optional<Problem> thawProblem(const Options& options) {
    if (!std::is_sorted(options.thaw.begin(), options.thaw.end())) {
        return Problem{"thaw", Core::tr("must rise")};
    }
    if (options.thaw.size() > static_cast<std::size_t>(std::max(0, options.frozen_stages))) {
        return Problem{"thaw", Core::tr("must have at most one number for each frozen stage")};
    }
    return std::nullopt;
}

std::optional<Problem> nesterovProblem(const Options& options) {
    if (options.nesterov && options.optimizer == "sgd" && options.momentum <= 0.0) {
        return Problem{"nesterov", Core::tr("needs momentum")};
    }
    return std::nullopt;
}

std::optional<Problem> smoothingProblem(const Options& options) {
    if (options.label_smoothing > 0.0 && options.confidence_loss == "focal") {
        return Problem{"label_smoothing", Core::tr("does not go with the focal loss")};
    }
    return std::nullopt;
}

std::optional<Problem> patienceProblem(const Options& options) {
    if (options.early_stopping > 0 && options.val_split.empty()) {
        return Problem{"early_stopping", Core::tr("needs a validation split")};
    }
    return std::nullopt;
}

std::optional<Problem> ofClassesProblem(const Options& options) {
    const Sentence problem = classWeightsProblem(options.class_weights);
    return problem.empty() ? std::nullopt : std::optional(Problem{"class_weights", problem});
}

using Condition = bool (*)(const Options&);

/// Options that matter only under a condition.
const std::map<std::string, Condition>& conditions() {
    static const std::map<std::string, Condition> all{
        {"warmup_steps", [](const Options& o) { return o.schedule != "one-cycle"; }},
        {"evaluate_every", [](const Options& o) { return !o.val_split.empty(); }},
        {"early_stopping", [](const Options& o) { return !o.val_split.empty(); }},
        {"validation_loss", [](const Options& o) { return !o.val_split.empty(); }},
        {"deterministic", [](const Options& o) { return o.device != "cpu"; }},
        {"drops", [](const Options& o) { return o.schedule == "steps"; }},
        {"final_rate", [](const Options& o) { return o.schedule == "cosine"; }},
        {"peak_at", [](const Options& o) { return o.schedule == "one-cycle"; }},
        {"momentum", [](const Options& o) { return o.optimizer == "sgd"; }},
        {"nesterov", [](const Options& o) { return o.optimizer == "sgd"; }},
        {"beta1", [](const Options& o) { return o.optimizer == "adamw"; }},
        {"beta2", [](const Options& o) { return o.optimizer == "adamw"; }},
        {"decay_biases", [](const Options& o) { return o.weight_decay > 0.0; }},
        {"decay_norms", [](const Options& o) { return o.weight_decay > 0.0; }},
        {"thaw", [](const Options& o) { return o.frozen_stages > 0; }},
        {"negative_ratio", [](const Options& o) { return o.confidence_loss == "mining"; }},
        {"empty_negatives", [](const Options& o) { return o.confidence_loss == "mining"; }},
        {"label_smoothing", [](const Options& o) { return o.confidence_loss == "mining"; }},
        {"focal_gamma", [](const Options& o) { return o.confidence_loss == "focal"; }},
        {"focal_alpha", [](const Options& o) { return o.confidence_loss == "focal"; }},
        {"negatives_share", [](const Options& o) { return !o.negatives.empty(); }},
        {"sampling_threshold", [](const Options& o) { return o.sampling == "classes"; }},
        {"sampling_weights", [](const Options& o) { return o.sampling == "file"; }},
        {"hard_negatives", isPasting},
    };
    return all;
}

}  // namespace

bool hasEffect(const std::string& key, const TrainingOptions& options) {
    const auto condition = conditions().find(key);
    return condition == conditions().end() || condition->second(options);
}

std::vector<OptionTable<Options>::Rule> trainingOptionRules() {
    return {lengthProblem, dropsProblem,    deviceProblem,    negativesProblem, weightsProblem, pasteProblem,
            thawProblem,   nesterovProblem, smoothingProblem, ofClassesProblem, patienceProblem};
}

}  // namespace priorscope
