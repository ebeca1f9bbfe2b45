#include "app/cli/run_arguments.hpp"

#include <algorithm>
#include <filesystem>

#include "core/base/text/joined.hpp"
#include "core/image/resize_name.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/recipes.hpp"

namespace priorscope::cli {
namespace {

/// Absolute, since a run may be resumed from another folder; empty stays empty.
std::string absolute(const std::string& path) {
    return path.empty() ? path : std::filesystem::absolute(path).lexically_normal().string();
}

void requireValid(const TrainingOptions& options) {
    for (const Problem& problem : options.validate()) {
        throw UsageError(problem.field + " " + problem.message);
    }
}

bool isIn(const std::vector<std::string>& keys, const char* key) {
    return std::ranges::find(keys, key) != keys.end();
}

}  // namespace

CLI::Option* RunArguments::addDetector(CLI::App& app) {
    CLI::Option* model = app.add_option("--model", m_model, modelHelp());
    app.add_option("--priors", m_priors, priorsHelp());
    app.add_option("--input-size", m_input_size, "Side of the input in pixels; default: the model's")
        ->check(CLI::Range(16, 4096));
    app.add_option("--resize", m_resize,
                   "To the square input: stretched, or with borders that keep the aspect ratio; default: the "
                   "model's")
        ->check(CLI::IsMember({resizeName(ResizeMode::stretch), resizeName(ResizeMode::letterbox)}));
    return model;
}

void RunArguments::addRecipe(CLI::App& app) {
    app.add_option("--recipe", m_recipe,
                   "Options that go together: " + joined(recipeNames()) +
                       ", or a JSON file; --options, flags and --set override it");
}

void RunArguments::addOptions(CLI::App& app) {
    addRecipe(app);
    m_options.add(app, "Options by their keys, or a run.json");
}

void RunArguments::addOptionsOfOtherCommand(CLI::App& app) {
    app.add_option("--model", m_model,
                   "Whose recipe has the length and the batch, where nothing else says it");
    addRecipe(app);
    m_options.add(app, "Options by their keys, or a run.json", /*with_flags=*/false);
}

bool RunArguments::isGiven() const {
    return !m_recipe.empty() || m_options.isGiven();
}

DetectorSpec RunArguments::spec() const {
    DetectorSpec spec = loadDetectorSpec(m_model);
    if (!m_priors.empty()) {
        spec = withPriors(std::move(spec), loadPriorConfig(m_priors));
    }
    if (m_input_size > 0) {
        spec = withInputSize(std::move(spec), m_input_size);
    }
    if (!m_resize.empty()) {
        spec.preprocessing.resize = resizeFromName(m_resize, "--resize");
    }
    return spec;
}

Recipe RunArguments::recipeOfModel() const {
    return m_model.empty() ? Recipe{} : loadDetectorSpec(m_model).recipe;
}

TrainingOptions RunArguments::read(const std::string& folder, std::vector<std::string>& given) const {
    TrainingOptions defaults;
    if (!m_recipe.empty()) {
        defaults = withRecipe({}, loadRecipe(m_recipe), recipeOfModel());
    }
    // A length in the file replaces that of the recipe, in whatever unit.
    if (m_options.isInFile("steps") || m_options.isInFile("epochs")) {
        defaults.steps = 0;
        defaults.epochs = 0;
    }
    TrainingOptions options = m_options.read(given, defaults);
    if (isIn(given, "dataset") && !folder.empty()) {
        throw UsageError("dataset is given twice, by DIR and --set");
    }
    // A length given as steps or epochs overrides that of the file.
    if (isIn(given, "epochs") && !isIn(given, "steps")) {
        options.steps = 0;
    } else if (isIn(given, "steps") && !isIn(given, "epochs")) {
        options.epochs = 0;
    }
    if (!folder.empty()) {
        options.dataset = folder;
    }
    for (std::string* path : {&options.dataset, &options.weights, &options.negatives,
                              &options.sampling_weights, &options.hard_negatives}) {
        *path = absolute(*path);
    }
    requireValid(options);
    return options;
}

TrainingOptions RunArguments::readChanges(std::vector<std::string>& given) const {
    const TrainingOptions options = m_options.read(given);
    requireValid(options);
    return options;
}

}  // namespace priorscope::cli
