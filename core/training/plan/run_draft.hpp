// The run being planned, as plain data.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"
#include "core/priors/prior_config.hpp"
#include "core/training/plan/recipes.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct Dataset;

/// The settings of the next run: model, data and options. Its options hold numbers: those of the model's
/// recipe until they are changed.
struct RunDraft {
    std::string model;  ///< name of a built-in detector, or path of a spec file
    /// A layout sent to training; ignored by a family without priors.
    std::optional<PriorConfig> layout{};
    bool uses_layout = false;            ///< use the layout instead of the model's own
    std::optional<ResizeMode> resize{};  ///< none: the model's own
    TrainingOptions options{};           ///< its dataset is the one that the splits were chosen for

    bool operator==(const RunDraft&) const = default;
};

/// The draft for a model with its recipe.
/// @param model  as loadDetectorSpec() accepts it, whose exceptions apply
RunDraft draftOf(const std::string& model, const DetectorFamilies& families);

/// Switches to another model and its recipe: length, batch size, rate, warm-up, drops and clip. Other options
/// are kept. @throws Error as loadDetectorSpec() does; the draft is then unchanged
void setModel(RunDraft& draft, const std::string& model, const DetectorFamilies& families);

/// Sets the length, in steps or epochs (the other is 0). A warm-up that is the model's own for the length so
/// far becomes that for the new one.
/// @param images  that are trained on; 0: not known yet
void setLength(RunDraft& draft, int steps, int epochs, std::int64_t images, const DetectorFamilies& families);

/// Applies a recipe, as withRecipe() does; what it leaves to the model's own are that recipe's numbers.
void applyRecipe(RunDraft& draft, const TrainingRecipe& recipe, const DetectorFamilies& families);

/// The recipe of the model itself.
TrainingRecipe presetRecipe();

/// The name of the built-in recipe that the draft follows to the letter; empty for the model's own; none if
/// it follows none.
std::optional<std::string> recipeOf(const RunDraft& draft, const DetectorFamilies& families);

/// The detector that the draft would train.
/// @param classes  of the data; empty: the model's own
DetectorSpec plannedSpec(const RunDraft& draft, const std::vector<std::string>& classes,
                         const DetectorFamilies& families);

/// Replaces splits chosen for another dataset: for training by the first that exists of train and trainval,
/// else all images; for validation by the first of val and test, else none. Splits chosen for this dataset
/// are kept as long as they exist.
void chooseSplits(RunDraft& draft, const Dataset& dataset);

nlohmann::json toJson(const RunDraft& draft);
/// @throws Error naming what cannot be read, including a model that does not exist
RunDraft runDraftFromJson(const nlohmann::json& json, const std::string& source,
                          const DetectorFamilies& families);

}  // namespace priorscope
