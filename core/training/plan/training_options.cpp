#include "core/training/plan/training_options.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/training/plan/training_option_table.hpp"

namespace priorscope {
namespace {

constexpr std::int64_t kMostSteps = 1'000'000'000;

}  // namespace

std::vector<Problem> TrainingOptions::validate() const {
    return trainingOptionTable().problems(*this);
}

ComputeContext computeContext(const TrainingOptions& resolved) {
    return {.device = deviceFromText(resolved.device).value(),
            .precision = precisionFromText(resolved.precision),
            .threads = resolved.threads};
}

nlohmann::json toJson(const TrainingOptions& options) {
    return trainingOptionTable().toJson(options);
}

TrainingOptions trainingOptionsFromJson(const nlohmann::json& json, const std::string& source) {
    return trainingOptionTable().fromJson(json, source);
}

TrainingOptions resolvedOptions(TrainingOptions options, const Recipe& recipe, std::int64_t images) {
    const auto fill = [](auto& value, const auto& unset, const auto& preset) {
        if (value == unset) {
            value = preset;
        }
    };
    fill(options.batch_size, 0, recipe.batch_size);
    fill(options.learning_rate, 0.0, recipe.learning_rate);
    fill(options.gradient_clip, -1.0, recipe.gradient_clip);
    fill(options.drops, std::vector<double>{}, recipe.drops);
    for (std::size_t i = 0; i < kTransforms; ++i) {  // a set may change, a run does not
        options.augmentation.changes[i] = options.augmentation.setting(static_cast<TransformKind>(i));
    }
    const std::int64_t count = std::max<std::int64_t>(1, images);
    if (options.epochs > 0) {
        const std::int64_t in_step = labelledPerStep(options);
        const std::int64_t steps = (options.epochs * count + in_step - 1) / in_step;
        if (steps > kMostSteps) {
            throw Error(
                {.action = Core::tr("starting the training"),
                 .reason = Core::tr("%1 epochs of %2 images are %3 steps, a run takes at most %4")
                               .arg(options.epochs)
                               .arg(count)
                               .arg(steps)
                               .arg(kMostSteps),
                 .remedy = Core::tr("Train for at most %1 epochs").arg(kMostSteps * in_step / count)});
        }
        options.steps = static_cast<int>(steps);
        options.epochs = 0;
    }
    fill(options.steps, 0, recipe.steps);
    fill(options.warmup_steps, -1, options.schedule == "one-cycle" ? 0 : warmupOf(recipe, options.steps));
    if (options.evaluate_every == 0) {
        const std::int64_t in_step = labelledPerStep(options);
        const auto epoch = static_cast<int>((count + in_step - 1) / in_step);
        options.evaluate_every = std::max({1, epoch, options.steps / 10});
    }
    return options;
}

int warmupOf(const Recipe& recipe, int steps) {
    if (steps >= recipe.steps) {
        return recipe.warmup_steps;
    }
    return static_cast<int>(std::lround(static_cast<double>(recipe.warmup_steps) * steps / recipe.steps));
}

int labelledPerBatch(const TrainingOptions& resolved) {
    if (resolved.negatives.empty()) {
        return resolved.batch_size;
    }
    const auto negatives = static_cast<int>(std::lround(resolved.negatives_share * resolved.batch_size));
    return resolved.batch_size - std::clamp(negatives, 1, std::max(1, resolved.batch_size - 1));
}

std::int64_t labelledPerStep(const TrainingOptions& resolved) {
    return std::int64_t{labelledPerBatch(resolved)} * resolved.accumulate;
}

std::int64_t epochAt(const TrainingOptions& resolved, std::int64_t step, std::int64_t images) {
    return step * labelledPerStep(resolved) / images;
}

}  // namespace priorscope
