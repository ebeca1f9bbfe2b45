#include "core/model/detector_spec.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json_fields.hpp"
#include "core/base/presets.hpp"

namespace priorscope {
namespace {

Preprocessing preprocessingFromJson(const nlohmann::json& json, const std::string& source) {
    Preprocessing result;
    std::string resize = "stretch";
    JsonFields fields(json, source);
    fields.optional("resize", resize).required("mean", result.mean).required("std", result.std).finish();
    if (resize != "stretch" && resize != "letterbox") {
        throw Error({.action = "reading",
                     .file = source,
                     .reason = "\"resize\" must be stretch or letterbox, got \"" + resize + "\""});
    }
    result.resize = resize == "stretch" ? ResizeMode::stretch : ResizeMode::letterbox;
    return result;
}

Recipe recipeFromJson(const nlohmann::json& json, const std::string& source) {
    Recipe recipe;
    JsonFields fields(json, source);
    fields.optional("steps", recipe.steps)
        .optional("batch_size", recipe.batch_size)
        .optional("learning_rate", recipe.learning_rate)
        .optional("warmup_steps", recipe.warmup_steps)
        .optional("drops", recipe.drops)
        .optional("gradient_clip", recipe.gradient_clip)
        .finish();
    return recipe;
}

/// Cells along each side of the maps that a backbone yields; empty for one that is not known here.
std::vector<int> featureMapSides(const std::string& backbone, int input) {
    const auto halved = [](int side) {
        return (side + 1) / 2;
    };  // stride 2 with padding 1, or ceil-mode pooling
    if (backbone == "tiny") {
        const int first = halved(halved(halved(input)));
        return {first, halved(first), halved(halved(first)), halved(halved(halved(first)))};
    }
    if (backbone == "vgg16") {
        const int conv4 = halved(input / 2 / 2);
        const int conv7 = conv4 / 2;
        const int conv9 = halved(halved(conv7));
        return {conv4, conv7, halved(conv7), conv9, conv9 - 2, conv9 - 4};
    }
    return {};
}

std::string joinedSides(const std::vector<int>& sides) {
    std::string text;
    for (const int side : sides) {
        text += (text.empty() ? "" : ", ") + std::to_string(side);
    }
    return text;
}

/// The layout must be one for the maps that the backbone yields at its input size.
void checkMaps(const DetectorSpec& spec, std::vector<Problem>& problems) {
    const std::vector<int> sides = featureMapSides(spec.backbone, spec.inputSize());
    std::vector<int> given;
    for (const PriorMap& map : spec.priors.maps) {
        given.push_back(map.rows == map.cols ? map.rows : -1);
    }
    if (!sides.empty() && given != sides) {
        problems.push_back({"priors.maps", "must be square maps of " + joinedSides(sides) + " cells for " +
                                               spec.backbone + " at " + std::to_string(spec.inputSize()) +
                                               " px, got " + joinedSides(given)});
    }
}

}  // namespace

std::vector<Problem> DetectorSpec::validate() const {
    std::vector<Problem> problems = priors.validate();
    if (problems.empty()) {
        checkMaps(*this, problems);
    }
    if (classes.empty()) {
        problems.push_back({"classes", "must name at least one class"});
    }
    if (std::set<std::string>(classes.begin(), classes.end()).size() != classes.size()) {
        problems.push_back({"classes", "must all differ"});
    }
    for (const float value : preprocessing.std) {
        if (!(value > 0.0F) || !std::isfinite(value)) {
            problems.push_back({"preprocessing.std", "must be above 0"});
            break;
        }
    }
    if (!std::all_of(preprocessing.mean.begin(), preprocessing.mean.end(),
                     [](float value) { return std::isfinite(value); })) {
        problems.push_back({"preprocessing.mean", "must be finite"});
    }
    return problems;
}

nlohmann::json toJson(const DetectorSpec& spec) {
    return {{"name", spec.name},
            {"architecture", spec.architecture},
            {"backbone", spec.backbone},
            {"preprocessing",
             {{"resize", spec.preprocessing.resize == ResizeMode::stretch ? "stretch" : "letterbox"},
              {"mean", spec.preprocessing.mean},
              {"std", spec.preprocessing.std}}},
            {"priors", toJson(spec.priors)},
            {"classes", spec.classes},
            {"recipe",
             {{"steps", spec.recipe.steps},
              {"batch_size", spec.recipe.batch_size},
              {"learning_rate", spec.recipe.learning_rate},
              {"warmup_steps", spec.recipe.warmup_steps},
              {"drops", spec.recipe.drops},
              {"gradient_clip", spec.recipe.gradient_clip}}}};
}

DetectorSpec detectorSpecFromJson(const nlohmann::json& json, const std::string& source) {
    DetectorSpec spec;
    nlohmann::json preprocessing;
    nlohmann::json priors;
    nlohmann::json recipe = nlohmann::json::object();
    JsonFields fields(json, source);
    fields.required("name", spec.name)
        .required("architecture", spec.architecture)
        .required("backbone", spec.backbone)
        .required("preprocessing", preprocessing)
        .required("priors", priors)
        .optional("classes", spec.classes)
        .optional("recipe", recipe)
        .finish();
    spec.preprocessing = preprocessingFromJson(preprocessing, source + ", preprocessing");
    // Presets name a layout of priors; a spec that was saved holds it in full.
    spec.priors = priors.is_string() ? loadPriorConfig(priors.get<std::string>())
                                     : priorConfigFromJson(priors, source + ", priors");
    spec.recipe = recipeFromJson(recipe, source + ", recipe");
    return spec;
}

std::vector<std::string> detectorPresetNames() {
    return embeddedNames("detectors");
}

DetectorSpec loadDetectorSpec(const std::string& name_or_file) {
    return detectorSpecFromJson(loadPresetOrFile("detectors", "the detector", name_or_file), name_or_file);
}

}  // namespace priorscope
