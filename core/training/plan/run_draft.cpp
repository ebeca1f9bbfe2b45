#include "core/training/plan/run_draft.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json/json_fields.hpp"
#include "core/dataset/dataset.hpp"
#include "core/image/resize_name.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope {
namespace {

/// The first of these splits that the dataset has; empty: none.
std::string firstSplit(const Dataset& dataset, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (dataset.splits.contains(name)) {
            return name;
        }
    }
    return {};
}

}  // namespace

RunDraft draftOf(const std::string& model, const DetectorFamilies& families) {
    RunDraft draft;
    setModel(draft, model, families);
    return draft;
}

void setModel(RunDraft& draft, const std::string& model, const DetectorFamilies& families) {
    const Recipe recipe = loadDetectorSpec(model, families).recipe;
    draft.model = model;
    TrainingOptions& options = draft.options;
    options.steps = recipe.steps;
    options.epochs = 0;
    options.batch_size = recipe.batch_size;
    options.learning_rate = recipe.learning_rate;
    options.warmup_steps = recipe.warmup_steps;
    options.drops = recipe.drops;
    options.gradient_clip = recipe.gradient_clip;
}

void setLength(RunDraft& draft, int steps, int epochs, std::int64_t images,
               const DetectorFamilies& families) {
    const Recipe recipe = loadDetectorSpec(draft.model, families).recipe;
    TrainingOptions& options = draft.options;
    const auto own = [&] {
        const auto in_step = static_cast<double>(std::max<std::int64_t>(1, labelledPerStep(options)));
        const double length = options.epochs > 0
                                  ? std::ceil(options.epochs * static_cast<double>(images) / in_step)
                                  : options.steps;
        return length > 0.0 ? warmupOf(recipe, static_cast<int>(std::min(length, 1e9))) : recipe.warmup_steps;
    };
    const bool has_own = options.schedule != "one-cycle" && options.warmup_steps == own();
    options.steps = steps;
    options.epochs = epochs;
    if (has_own) {
        options.warmup_steps = own();
    }
}

void applyRecipe(RunDraft& draft, const TrainingRecipe& recipe, const DetectorFamilies& families) {
    const Recipe own = loadDetectorSpec(draft.model, families).recipe;
    TrainingOptions options = withRecipe(draft.options, recipe, own);
    const auto fill = [](auto& value, const auto& unset, const auto& preset) {
        if (value == unset) {
            value = preset;
        }
    };
    if (options.epochs == 0) {
        fill(options.steps, 0, own.steps);
    }
    fill(options.batch_size, 0, own.batch_size);
    fill(options.learning_rate, 0.0, own.learning_rate);
    fill(options.warmup_steps, -1,
         options.schedule == "one-cycle" ? 0
         : options.steps > 0             ? warmupOf(own, options.steps)
                                         : own.warmup_steps);
    fill(options.drops, std::vector<double>{}, own.drops);
    fill(options.gradient_clip, -1.0, own.gradient_clip);
    draft.options = options;
}

TrainingRecipe presetRecipe() {
    return {.about = "The model's own"};
}

std::optional<std::string> recipeOf(const RunDraft& draft, const DetectorFamilies& families) {
    const auto follows = [&](const TrainingRecipe& recipe) {
        RunDraft other = draft;
        applyRecipe(other, recipe, families);
        return other == draft;
    };
    if (follows(presetRecipe())) {
        return std::string();
    }
    for (const std::string& name : recipeNames()) {
        if (follows(loadRecipe(name))) {
            return name;
        }
    }
    return std::nullopt;
}

DetectorSpec plannedSpec(const RunDraft& draft, const std::vector<std::string>& classes,
                         const DetectorFamilies& families) {
    DetectorSpec spec = loadDetectorSpec(draft.model, families);
    if (draft.uses_layout && draft.layout && spec.family->has_priors) {
        spec = withPriors(std::move(spec), *draft.layout);
    }
    if (draft.resize) {
        spec.preprocessing.resize = *draft.resize;
    }
    if (!classes.empty()) {
        spec.classes = classes;
    }
    return spec;
}

void chooseSplits(RunDraft& draft, const Dataset& dataset) {
    TrainingOptions& options = draft.options;
    const std::string root = dataset.root.string();
    const auto has = [&](const std::string& split) {
        return split.empty() || dataset.splits.contains(split);
    };
    if (options.dataset != root || !has(options.split)) {
        options.split = firstSplit(dataset, {"train", "trainval"});
    }
    if (options.dataset != root || !has(options.val_split)) {
        options.val_split = firstSplit(dataset, {"val", "test"});
    }
    options.dataset = root;
}

nlohmann::json toJson(const RunDraft& draft) {
    nlohmann::json json = {{"model", draft.model},
                           {"uses_layout", draft.uses_layout},
                           {"options", trainingOptionTable().toJson(draft.options)}};
    if (draft.layout) {
        json["layout"] = toJson(*draft.layout);
    }
    if (draft.resize) {
        json["resize"] = resizeName(*draft.resize);
    }
    return json;
}

RunDraft runDraftFromJson(const nlohmann::json& json, const std::string& source,
                          const DetectorFamilies& families) {
    RunDraft draft;
    std::string resize;
    JsonFields fields(json, source);
    fields.required("model", draft.model)
        .optional("uses_layout", draft.uses_layout)
        .optional("resize", resize);
    if (fields.has("layout")) {
        draft.layout = priorConfigFromJson(fields.at("layout"), source);
    }
    if (fields.has("options")) {
        draft.options = trainingOptionTable().uncheckedFromJson(fields.at("options"), source);
    }
    fields.finish();
    if (!resize.empty()) {
        draft.resize = resizeFromName(resize, source);
    }
    loadDetectorSpec(draft.model, families);  // fails now if it cannot be read
    return draft;
}

}  // namespace priorscope
