#include "core/training/training_options.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/json/json_fields.hpp"

namespace priorscope {
namespace {

constexpr std::int64_t kMostSteps = 1'000'000'000;
constexpr int kMostEpochs = 1'000'000;

/// Calls visit(name, field) for every option: the one list of JSON keys.
template <class Options, class Visit>
void forEachField(Options& o, Visit visit) {
    visit("dataset", o.dataset);
    visit("split", o.split);
    visit("val_split", o.val_split);
    visit("weights", o.weights);
    visit("steps", o.steps);
    visit("epochs", o.epochs);
    visit("batch_size", o.batch_size);
    visit("learning_rate", o.learning_rate);
    visit("warmup_steps", o.warmup_steps);
    visit("drops", o.drops);
    visit("momentum", o.momentum);
    visit("weight_decay", o.weight_decay);
    visit("bias_rate", o.bias_rate);
    visit("gradient_clip", o.gradient_clip);
    visit("match_iou", o.match_iou);
    visit("negative_ratio", o.negative_ratio);
    visit("train_on_difficult", o.train_on_difficult);
    visit("flip", o.flip);
    visit("precision", o.precision);
    visit("seed", o.seed);
    visit("workers", o.workers);
    visit("threads", o.threads);
    visit("checkpoint_every", o.checkpoint_every);
    visit("evaluate_every", o.evaluate_every);
    visit("keep_every_epochs", o.keep_every_epochs);
}

}  // namespace

std::vector<Problem> TrainingOptions::validate() const {
    std::vector<Problem> problems;
    const auto require = [&](bool fine, const char* field, const char* message) {
        if (!fine) {
            problems.push_back({field, message});
        }
    };
    // Comparisons are written so that a NaN fails them.
    require(steps >= 0 && steps <= kMostSteps, "steps", "must be 0 (the recipe's) to 1000000000");
    require(epochs >= 0 && epochs <= kMostEpochs, "epochs", "must be 0 (by steps) to 1000000");
    require(steps == 0 || epochs == 0, "epochs", "must be 0 where steps are given");
    require(batch_size >= 0 && batch_size <= 4096, "batch_size", "must be 0 (the recipe's) to 4096");
    require(learning_rate >= 0.0 && learning_rate <= 10.0, "learning_rate", "must be 0 (the recipe's) to 10");
    require(warmup_steps >= -1, "warmup_steps", "must be -1 (the recipe's), 0 or more");
    require(std::is_sorted(drops.begin(), drops.end()) &&
                std::all_of(drops.begin(), drops.end(), [](double d) { return d > 0.0 && d < 1.0; }),
            "drops", "must rise and lie between 0 and 1");
    require(momentum >= 0.0 && momentum < 1.0, "momentum", "must be in [0, 1)");
    require(weight_decay >= 0.0 && weight_decay < 1.0, "weight_decay", "must be in [0, 1)");
    require(bias_rate > 0.0 && bias_rate <= 100.0, "bias_rate", "must be in (0, 100]");
    require(gradient_clip == -1.0 || (gradient_clip >= 0.0 && std::isfinite(gradient_clip)), "gradient_clip",
            "must be -1 (the recipe's), 0 (none) or more");
    require(match_iou > 0.0 && match_iou <= 1.0, "match_iou", "must be in (0, 1]");
    require(negative_ratio > 0.0 && negative_ratio <= 1000.0, "negative_ratio", "must be in (0, 1000]");
    require(flip >= 0.0 && flip <= 1.0, "flip", "must be in [0, 1]");
    require(precision == "fp32" || precision == "bf16", "precision", "must be fp32 or bf16");
    require(workers >= 0 && workers <= 256, "workers", "must be 0 (automatic) to 256");
    require(threads >= 0 && threads <= 1024, "threads", "must be 0 (all cores) to 1024");
    require(checkpoint_every > 0, "checkpoint_every", "must be above 0");
    require(evaluate_every >= 0, "evaluate_every", "must be 0 (about ten times a run) or more");
    require(warmup_steps <= kMostSteps, "warmup_steps", "must be at most 1000000000");
    require(keep_every_epochs >= 0, "keep_every_epochs", "must be 0 (never) or more");
    return problems;
}

AugmentationOptions augmentationOptions(const TrainingOptions& options) {
    return {.flip = options.flip};
}

nlohmann::json toJson(const TrainingOptions& options) {
    nlohmann::json json = nlohmann::json::object();
    forEachField(options, [&](const char* name, const auto& value) { json[name] = value; });
    return json;
}

TrainingOptions trainingOptionsFromJson(const nlohmann::json& json, const std::string& source) {
    TrainingOptions options;
    JsonFields fields(json, source);
    forEachField(options, [&](const char* name, auto& value) { fields.optional(name, value); });
    fields.finish();
    throwOnProblems("reading " + source, options.validate());
    return options;
}

TrainingOptions resolvedOptions(TrainingOptions options, const Recipe& recipe, std::int64_t images) {
    const auto fill = [](auto& value, auto unset, auto preset) {
        if (value == unset) {
            value = preset;
        }
    };
    fill(options.batch_size, 0, recipe.batch_size);
    fill(options.learning_rate, 0.0, recipe.learning_rate);
    fill(options.warmup_steps, -1, recipe.warmup_steps);
    fill(options.gradient_clip, -1.0, recipe.gradient_clip);
    fill(options.drops, std::vector<double>{}, recipe.drops);
    const std::int64_t count = std::max<std::int64_t>(1, images);
    if (options.epochs > 0) {
        const std::int64_t steps = (options.epochs * count + options.batch_size - 1) / options.batch_size;
        if (steps > kMostSteps) {
            throw Error({.action = "starting the training",
                         .reason = std::to_string(options.epochs) + " epochs of " + std::to_string(count) +
                                   " images are " + std::to_string(steps) + " steps, a run takes at most " +
                                   std::to_string(kMostSteps),
                         .remedy = "Train for at most " +
                                   std::to_string(kMostSteps * options.batch_size / count) + " epochs"});
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
