#include "core/training/plan/training_options.hpp"

#include <algorithm>
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
    fill(options.warmup_steps, -1, recipe.warmup_steps);
    fill(options.gradient_clip, -1.0, recipe.gradient_clip);
    fill(options.drops, std::vector<double>{}, recipe.drops);
    for (std::size_t i = 0; i < kTransforms; ++i) {  // a set may change, a run does not
        options.augmentation.changes[i] = options.augmentation.setting(static_cast<TransformKind>(i));
    }
    const std::int64_t count = std::max<std::int64_t>(1, images);
    if (options.epochs > 0) {
        const std::int64_t steps = (options.epochs * count + options.batch_size - 1) / options.batch_size;
        if (steps > kMostSteps) {
            throw Error(
                {.action = Core::tr("starting the training"),
                 .reason = Core::tr("%1 epochs of %2 images are %3 steps, a run takes at most %4")
                               .arg(options.epochs)
                               .arg(count)
                               .arg(steps)
                               .arg(kMostSteps),
                 .remedy =
                     Core::tr("Train for at most %1 epochs").arg(kMostSteps * options.batch_size / count)});
        }
        options.steps = static_cast<int>(steps);
        options.epochs = 0;
    }
    fill(options.steps, 0, recipe.steps);
    if (options.evaluate_every == 0) {
        const auto epoch = static_cast<int>((count + options.batch_size - 1) / options.batch_size);
        options.evaluate_every = std::max({1, epoch, options.steps / 10});
    }
    return options;
}

double learningRateAt(const TrainingOptions& resolved, std::int64_t step) {
    double rate = resolved.learning_rate;
    for (const double drop : resolved.drops) {
        if (static_cast<double>(step) >= drop * resolved.steps) {
            rate /= 10.0;
        }
    }
    if (step < resolved.warmup_steps) {
        const double share = static_cast<double>(step) / resolved.warmup_steps;
        rate *= 0.1 + 0.9 * share;
    }
    return rate;
}

}  // namespace priorscope
