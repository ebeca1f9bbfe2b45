#include "core/training/plan/recipes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/presets.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope {
namespace {

constexpr const char* kKind = "recipes";

/// Options that say on what, with what and where a run trains, not how.
constexpr std::array<std::string_view, 24> kKept{"dataset",
                                                 "split",
                                                 "val_split",
                                                 "weights",
                                                 "negatives",
                                                 "negatives_share",
                                                 "sampling",
                                                 "sampling_threshold",
                                                 "sampling_weights",
                                                 "hard_negatives",
                                                 "device",
                                                 "precision",
                                                 "seed",
                                                 "workers",
                                                 "threads",
                                                 "checkpoint_every",
                                                 "evaluate_every",
                                                 "keep_every_epochs",
                                                 "early_stopping",
                                                 "validation_loss",
                                                 "class_weights",
                                                 "match_iou",
                                                 "log_images",
                                                 "deterministic"};

void requireShare(const char* key, double value, const Sentence& source) {
    if (!(value >= 0.0 && value <= 100.0)) {
        throwOnProblems(Core::tr("reading %1").arg(source), {{key, Core::tr("must be 0 to 100")}});
    }
}

}  // namespace

std::vector<std::string> recipeNames() {
    return embeddedNames(kKind);
}

TrainingRecipe loadRecipe(const std::string& name_or_file) {
    const nlohmann::json json = loadPresetOrFile(kKind, Core::tr("the recipe"), name_or_file);
    const Sentence source = Core::tr("recipe %1").arg(name_or_file);
    TrainingRecipe recipe{.name = std::filesystem::path(name_or_file).stem().string()};
    JsonFields fields(json, source);
    fields.optional("about", recipe.about)
        .optional("steps_of_preset", recipe.steps_of_preset)
        .optional("rate_of_preset", recipe.rate_of_preset)
        .required("options", recipe.options)
        .finish();
    requireShare("steps_of_preset", recipe.steps_of_preset, source);
    requireShare("rate_of_preset", recipe.rate_of_preset, source);
    // Which options go together is known when those of the run have come to them.
    const Sentence of_options = Core::tr("%1, options").arg(source);
    const auto& table = trainingOptionTable();
    throwOnProblems(Core::tr("reading %1").arg(of_options),
                    table.rangeProblems(table.uncheckedFromJson(recipe.options, of_options)));
    return recipe;
}

TrainingOptions withRecipe(const TrainingOptions& options, const TrainingRecipe& recipe,
                           const Recipe& of_preset) {
    const auto& table = trainingOptionTable();
    TrainingOptions result;
    for (const auto& entry : table.entries()) {
        if (std::find(kKept.begin(), kKept.end(), entry.info.key) != kKept.end()) {
            table.assign(result, entry, table.value(options, entry));
        }
    }
    result = table.uncheckedFromJson(recipe.options, Core::tr("recipe %1").arg(recipe.name), result);
    if (recipe.steps_of_preset > 0.0) {
        result.steps = std::max(1, static_cast<int>(std::lround(recipe.steps_of_preset * of_preset.steps)));
        result.epochs = 0;
    }
    if (recipe.rate_of_preset > 0.0) {
        result.learning_rate = recipe.rate_of_preset * of_preset.learning_rate;
    }
    return result;
}

}  // namespace priorscope
