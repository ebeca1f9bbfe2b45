#include "core/model/detector_spec.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/base/json/json_fields.hpp"
#include "core/base/json/presets.hpp"
#include "core/base/text/joined.hpp"
#include "core/dataset/class_list.hpp"
#include "core/model/ssd/backbones.hpp"

namespace priorscope {
namespace {

/// What a JSON string names, one of two.
template <class Value>
Value chosen(const std::string& key, const std::string& name,
             const std::array<std::pair<const char*, Value>, 2>& choices, const std::string& source) {
    for (const auto& [known, value] : choices) {
        if (name == known) {
            return value;
        }
    }
    throw Error({.action = "reading",
                 .file = source,
                 .reason = "\"" + key + "\" must be " + choices[0].first + " or " + choices[1].first +
                           ", got \"" + name + "\""});
}

Preprocessing preprocessingFromJson(const nlohmann::json& json, const std::string& source) {
    Preprocessing result;
    std::string resize = "stretch";
    std::string channels = "rgb";
    JsonFields fields(json, source);
    fields.optional("resize", resize)
        .optional("channels", channels)
        .required("mean", result.mean)
        .required("std", result.std)
        .finish();
    result.resize = chosen<ResizeMode>(
        "resize", resize, {{{"stretch", ResizeMode::stretch}, {"letterbox", ResizeMode::letterbox}}}, source);
    result.channels = chosen<ChannelOrder>(
        "channels", channels, {{{"rgb", ChannelOrder::rgb}, {"bgr", ChannelOrder::bgr}}}, source);
    return result;
}

Postprocessing postprocessingFromJson(const nlohmann::json& json, const std::string& source) {
    Postprocessing result;
    JsonFields fields(json, source);
    fields.optional("min_score", result.min_score)
        .optional("nms_iou", result.nms_iou)
        .optional("per_class", result.per_class)
        .optional("top_k", result.top_k)
        .finish();
    return result;
}

/// Names, or the name of a built-in list.
std::vector<std::string> classesFromJson(const nlohmann::json& json, const std::string& source) {
    if (json.is_string()) {
        return loadClassList(json.get<std::string>());
    }
    try {
        return json.get<std::vector<std::string>>();
    } catch (const nlohmann::json::exception&) {
        throw Error({.action = "reading",
                     .file = source,
                     .reason = "must be a list of names, or the name of a built-in list"});
    }
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

std::string joinedSides(const std::vector<int>& sides) {
    std::string text;
    for (const int side : sides) {
        text += (text.empty() ? "" : ", ") + std::to_string(side);
    }
    return text;
}

/// The layout must be one for the maps that the backbone yields at its input size.
void checkMaps(const DetectorSpec& spec, std::vector<Problem>& problems) {
    const auto maps = featureMaps(spec.backbone, spec.inputSize());
    if (!maps) {
        problems.push_back(
            {"backbone", "must be one of " + joined(backboneNames()) + ", got \"" + spec.backbone + "\""});
        return;
    }
    std::vector<int> sides;
    for (const FeatureMap& map : *maps) {
        sides.push_back(map.side);
    }
    if (auto problem = inputProblem(spec.backbone, spec.inputSize())) {
        problems.push_back({"priors." + problem->field, std::move(problem->message)});
        return;
    }
    std::vector<int> given;
    for (const PriorMap& map : spec.priors.maps) {
        given.push_back(map.rows == map.cols ? map.rows : -1);
    }
    if (given != sides) {
        problems.push_back({"priors.maps", "must be square maps of " + joinedSides(sides) + " cells for " +
                                               spec.backbone + " at " + std::to_string(spec.inputSize()) +
                                               " px, got " + joinedSides(given)});
    }
}

}  // namespace

std::array<std::uint8_t, 3> fillColor(const Preprocessing& preprocessing) {
    std::array<std::uint8_t, 3> color{};
    for (std::size_t c = 0; c < 3; ++c) {
        color[c] =
            static_cast<std::uint8_t>(std::lround(std::clamp(preprocessing.mean[c], 0.0F, 1.0F) * 255.0F));
    }
    if (preprocessing.channels == ChannelOrder::bgr) {
        std::swap(color[0], color[2]);
    }
    return color;
}

std::vector<Problem> DetectorSpec::validate() const {
    std::vector<Problem> problems = priors.validate();
    if (problems.empty() && architecture == "ssd") {
        checkMaps(*this, problems);
    }
    for (const auto& part :
         {postprocessing.candidateOptions().validate(), postprocessing.detectionOptions().validate()}) {
        for (const Problem& problem : part) {
            problems.push_back({"postprocessing." + problem.field, problem.message});
        }
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
              {"channels", spec.preprocessing.channels == ChannelOrder::rgb ? "rgb" : "bgr"},
              {"mean", spec.preprocessing.mean},
              {"std", spec.preprocessing.std}}},
            {"postprocessing",
             {{"min_score", decimalFromFloat(spec.postprocessing.min_score)},
              {"nms_iou", decimalFromFloat(spec.postprocessing.nms_iou)},
              {"per_class", spec.postprocessing.per_class},
              {"top_k", spec.postprocessing.top_k}}},
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
    nlohmann::json postprocessing = nlohmann::json::object();
    nlohmann::json classes = nlohmann::json::array();
    nlohmann::json recipe = nlohmann::json::object();
    JsonFields fields(json, source);
    fields.required("name", spec.name)
        .required("architecture", spec.architecture)
        .required("backbone", spec.backbone)
        .required("preprocessing", preprocessing)
        .optional("postprocessing", postprocessing)
        .required("priors", priors)
        .optional("classes", classes)
        .optional("recipe", recipe)
        .finish();
    spec.preprocessing = preprocessingFromJson(preprocessing, source + ", preprocessing");
    spec.postprocessing = postprocessingFromJson(postprocessing, source + ", postprocessing");
    // Presets name a layout of priors; a spec that was saved holds it in full.
    spec.priors = priors.is_string() ? loadPriorConfig(priors.get<std::string>())
                                     : priorConfigFromJson(priors, source + ", priors");
    spec.classes = classesFromJson(classes, source + ", classes");
    spec.recipe = recipeFromJson(recipe, source + ", recipe");
    return spec;
}

DetectorSpec withInputSize(DetectorSpec spec, int input_size) {
    const auto maps = featureMaps(spec.backbone, input_size);
    if (!maps || maps->size() != spec.priors.maps.size()) {
        throwOnProblems("changing the input size", spec.validate());
        throw Error({.action = "changing the input size",
                     .reason = "the priors must have a map for each of the backbone's, got " +
                               std::to_string(spec.priors.maps.size())});
    }
    if (const auto problem = inputProblem(spec.backbone, input_size)) {
        throwOnProblems("changing the input size", {*problem});
    }
    spec.priors.input_size = input_size;
    for (std::size_t k = 0; k < maps->size(); ++k) {
        PriorMap& map = spec.priors.maps[k];
        map.rows = (*maps)[k].side;
        map.cols = (*maps)[k].side;
        map.step = 0.0F;
    }
    throwOnProblems("changing the input size", spec.priors.validate());
    return spec;
}

SpecForData specForData(DetectorSpec spec, const std::vector<std::string>& classes) {
    const auto knows = [](const std::vector<std::string>& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    std::vector<std::string> lacking;
    for (const std::string& name : classes) {
        if (!knows(spec.classes, name)) {
            lacking.push_back(name);
        }
    }
    if (lacking.empty()) {
        return {std::move(spec), {}};
    }
    std::string note;
    if (!spec.classes.empty()) {
        const auto common = classes.size() - lacking.size();
        note =
            spec.name + " lists " + std::to_string(spec.classes.size()) + " classes, and not \"" +
            lacking.front() + "\"" +
            (lacking.size() > 1 ? " and " + std::to_string(lacking.size() - 1) + " more of the data's" : "") +
            ": this detector has the data's " + std::to_string(classes.size()) + " classes (" +
            joined(classes) + "), " + std::to_string(common) + " of them in both lists.";
    }
    spec.classes = classes;
    return {std::move(spec), std::move(note)};
}

std::vector<std::string> loadClassList(const std::string& name_or_file) {
    const auto built_in = embeddedNames("classes");
    if (std::find(built_in.begin(), built_in.end(), name_or_file) != built_in.end()) {
        return loadPresetOrFile("classes", "the class list", name_or_file);
    }
    return readClassList(name_or_file);
}

std::vector<std::string> detectorPresetNames() {
    return embeddedNames("detectors");
}

DetectorSpec loadDetectorSpec(const std::string& name_or_file) {
    const nlohmann::json json = loadPresetOrFile("detectors", "the detector", name_or_file);
    if (json.is_object() && json.contains("maps") && !json.contains("backbone")) {
        throw Error({.action = "loading the detector",
                     .file = name_or_file,
                     .reason = "the file is a prior layout, and names no network",
                     .remedy = "Name a preset as the model, and give this layout with --priors"});
    }
    return detectorSpecFromJson(json, name_or_file);
}

}  // namespace priorscope
