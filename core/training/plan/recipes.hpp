// Recipes: sets of options that go together, by name.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct TrainingRecipe {
    std::string name{};            ///< "fine-tune"
    std::string about{};           ///< a phrase
    double steps_of_preset = 0.0;  ///< length as a share of the detector preset's; 0: options say it
    double rate_of_preset = 0.0;   ///< learning rate as a share of the preset's; 0: options say it
    nlohmann::json options = nlohmann::json::object();  ///< by key
};

/// Names of the built-in recipes.
std::vector<std::string> recipeNames();

/// @param name_or_file  a built-in recipe's name, or a JSON file
/// @throws Error if there is neither, or it has an unknown key or a value that is out of range
TrainingRecipe loadRecipe(const std::string& name_or_file);

/// What is trained on, how it is sampled and on which machine stays; all other options are those of the
/// recipe, where it says nothing the defaults.
/// @param of_preset  the detector's own recipe
TrainingOptions withRecipe(const TrainingOptions& options, const TrainingRecipe& recipe,
                           const Recipe& of_preset);

}  // namespace priorscope
