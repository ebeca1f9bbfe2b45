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
#include "core/image/resize_name.hpp"

namespace priorscope {
namespace {

ChannelOrder channelsFromName(const std::string& name, const std::string& source) {
    if (name != "rgb" && name != "bgr") {
        throw Error({.action = Core::tr("reading"),
                     .file = source,
                     .reason = Core::tr("\"channels\" must be rgb or bgr, got \"%1\"").arg(name)});
    }
    return name == "rgb" ? ChannelOrder::rgb : ChannelOrder::bgr;
}

Preprocessing preprocessingFromJson(const nlohmann::json& json, const std::string& source) {
    Preprocessing result;
    std::string resize = resizeName(result.resize);
    std::string channels = "rgb";
    JsonFields fields(json, source);
    fields.optional("resize", resize)
        .optional("channels", channels)
        .required("mean", result.mean)
        .required("std", result.std)
        .finish();
    result.resize = resizeFromName(resize, source);
    result.channels = channelsFromName(channels, source);
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
        throw Error({.action = Core::tr("reading"),
                     .file = source,
                     .reason = Core::tr("must be a list of names, or the name of a built-in list")});
    }
}

std::vector<std::string> namesOf(const DetectorFamilies& families) {
    std::vector<std::string> names;
    for (const auto& family : families) {
        names.push_back(family->name);
    }
    return names;
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

int DetectorSpec::inputSize() const {
    return family == nullptr ? 0 : family->input_size(*this);
}

bool DetectorSpec::operator==(const DetectorSpec& other) const {
    return toJson(*this) == toJson(other);
}

std::vector<Problem> DetectorSpec::validate() const {
    if (family == nullptr) {
        return {{"architecture", Core::tr("must be given")}};
    }
    std::vector<Problem> problems = family->validate(*this);
    for (const auto& part :
         {postprocessing.candidateOptions().validate(), postprocessing.detectionOptions().validate()}) {
        for (const Problem& problem : part) {
            problems.push_back({"postprocessing." + problem.field, problem.message});
        }
    }
    if (classes.empty()) {
        problems.push_back({"classes", Core::tr("must name at least one class")});
    }
    if (std::set<std::string>(classes.begin(), classes.end()).size() != classes.size()) {
        problems.push_back({"classes", Core::tr("must all differ")});
    }
    for (const float value : preprocessing.std) {
        if (!(value > 0.0F) || !std::isfinite(value)) {
            problems.push_back({"preprocessing.std", Core::tr("must be above 0")});
            break;
        }
    }
    if (!std::all_of(preprocessing.mean.begin(), preprocessing.mean.end(),
                     [](float value) { return std::isfinite(value); })) {
        problems.push_back({"preprocessing.mean", Core::tr("must be finite")});
    }
    return problems;
}

nlohmann::json toJson(const DetectorSpec& spec) {
    nlohmann::json json = {{"name", spec.name},
                           {"architecture", spec.family == nullptr ? std::string() : spec.family->name},
                           {"preprocessing",
                            {{"resize", resizeName(spec.preprocessing.resize)},
                             {"channels", spec.preprocessing.channels == ChannelOrder::rgb ? "rgb" : "bgr"},
                             {"mean", spec.preprocessing.mean},
                             {"std", spec.preprocessing.std}}},
                           {"postprocessing",
                            {{"min_score", decimalFromFloat(spec.postprocessing.min_score)},
                             {"nms_iou", decimalFromFloat(spec.postprocessing.nms_iou)},
                             {"per_class", spec.postprocessing.per_class},
                             {"top_k", spec.postprocessing.top_k}}},
                           {"classes", spec.classes},
                           {"recipe",
                            {{"steps", spec.recipe.steps},
                             {"batch_size", spec.recipe.batch_size},
                             {"learning_rate", spec.recipe.learning_rate},
                             {"warmup_steps", spec.recipe.warmup_steps},
                             {"drops", spec.recipe.drops},
                             {"gradient_clip", spec.recipe.gradient_clip}}}};
    if (spec.family != nullptr) {
        spec.family->write(spec, json);
    }
    return json;
}

DetectorSpec detectorSpecFromJson(const nlohmann::json& json, const std::string& source,
                                  const DetectorFamilies& families) {
    DetectorSpec spec;
    nlohmann::json preprocessing;
    std::string architecture;
    nlohmann::json postprocessing = nlohmann::json::object();
    nlohmann::json classes = nlohmann::json::array();
    nlohmann::json recipe = nlohmann::json::object();
    JsonFields fields(json, source);
    fields.required("name", spec.name)
        .required("architecture", architecture)
        .required("preprocessing", preprocessing)
        .optional("postprocessing", postprocessing)
        .optional("classes", classes)
        .optional("recipe", recipe);
    spec.family = familyNamed(architecture, families);
    if (spec.family == nullptr) {
        throw Error({.action = Core::tr("reading"),
                     .file = source,
                     .reason = Core::tr("there is no family of detectors \"%1\"").arg(architecture),
                     .remedy = Core::tr("Known are %1").arg(joined(namesOf(families)))});
    }
    spec.family->read(fields, source, spec);
    fields.finish();
    spec.preprocessing = preprocessingFromJson(preprocessing, source + ", preprocessing");
    spec.postprocessing = postprocessingFromJson(postprocessing, source + ", postprocessing");
    spec.classes = classesFromJson(classes, source + ", classes");
    spec.recipe = recipeFromJson(recipe, source + ", recipe");
    return spec;
}

DetectorSpec withInputSize(DetectorSpec spec, int input_size) {
    const auto family = spec.family;
    return family->with_input_size(std::move(spec), input_size);
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
    Sentence note;
    if (!spec.classes.empty()) {
        note = (lacking.size() > 1
                    ? Core::tr("%1 lists %2 classes, and not \"%3\" and %7 more of the data's: this detector "
                               "has the data's %4 classes (%5), %6 of them in both lists.")
                    : Core::tr("%1 lists %2 classes, and not \"%3\": this detector has the data's %4 classes "
                               "(%5), %6 of them in both lists."))
                   .arg(spec.name)
                   .arg(spec.classes.size())
                   .arg(lacking.front())
                   .arg(classes.size())
                   .arg(joined(classes))
                   .arg(classes.size() - lacking.size())
                   .arg(lacking.size() - 1);
    }
    spec.classes = classes;
    return {std::move(spec), std::move(note)};
}

std::vector<std::string> loadClassList(const std::string& name_or_file) {
    const auto built_in = embeddedNames("classes");
    if (std::find(built_in.begin(), built_in.end(), name_or_file) != built_in.end()) {
        return loadPresetOrFile("classes", Core::tr("the class list"), name_or_file);
    }
    return readClassList(name_or_file);
}

std::vector<std::string> detectorPresetNames(const DetectorFamilies& families) {
    std::vector<std::string> names = embeddedNames("detectors");
    for (const auto& family : families) {
        for (const DetectorSpec& preset : family->presets) {
            names.push_back(preset.name);
        }
    }
    return names;
}

DetectorSpec loadDetectorSpec(const std::string& name_or_file, const DetectorFamilies& families) {
    for (const auto& family : families) {
        for (DetectorSpec preset : family->presets) {
            if (preset.name == name_or_file) {
                preset.family = family;
                return preset;
            }
        }
    }
    const nlohmann::json json = loadPresetOrFile("detectors", Core::tr("the detector"), name_or_file);
    if (json.is_object() && json.contains("maps") && !json.contains("architecture")) {
        throw Error({.action = Core::tr("loading the detector"),
                     .file = name_or_file,
                     .reason = Core::tr("the file is a prior layout, not a detector"),
                     .remedy = Core::tr("Name a preset as the model, and give this layout with --priors")});
    }
    return detectorSpecFromJson(json, name_or_file, families);
}

}  // namespace priorscope
