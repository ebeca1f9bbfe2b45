// The run being planned, as plain data.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"
#include "core/priors/prior_config.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

struct Dataset;

/// What the next run trains, on what, and how. Its options hold numbers: those of the model's recipe until
/// they are changed.
struct RunDraft {
    std::string model;  ///< a built-in detector, or a spec's file
    /// A layout that was made for training; a family without priors leaves it aside.
    std::optional<PriorConfig> layout{};
    bool uses_layout = false;            ///< the layout, in place of the model's own
    std::optional<ResizeMode> resize{};  ///< none: the model's own
    TrainingOptions options{};           ///< its dataset is the one that the splits were chosen for

    bool operator==(const RunDraft&) const = default;
};

/// The draft of a model with its recipe.
/// @param model  as loadDetectorSpec() takes it; throws what that throws
RunDraft draftOf(const std::string& model, const DetectorFamilies& families);

/// Another model, with its recipe: length, batch size, rate, warm-up, drops and clip. The rest stays.
/// @throws Error as loadDetectorSpec() does; the draft is then as it was
void setModel(RunDraft& draft, const std::string& model, const DetectorFamilies& families);

/// The detector that the draft trains.
/// @param classes  of the data; empty: the model's own
DetectorSpec plannedSpec(const RunDraft& draft, const std::vector<std::string>& classes,
                         const DetectorFamilies& families);

/// Takes the splits that the dataset has, in place of those of another dataset: for training the first of
/// train and trainval, else every image; for validation the first of val and test, else none. Splits that
/// were chosen for this dataset stay while it has them.
void chooseSplits(RunDraft& draft, const Dataset& dataset);

nlohmann::json toJson(const RunDraft& draft);
/// @throws Error naming what cannot be read, also a model that is not there
RunDraft runDraftFromJson(const nlohmann::json& json, const std::string& source,
                          const DetectorFamilies& families);

}  // namespace priorscope
