// Prior layouts as JSON documents and presets.
#include <array>

#include "core/base/files/atomic_file.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/presets.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {
namespace {

const char* const kKind = "priors";

PriorMap mapFromJson(const nlohmann::json& json, const Sentence& source) {
    PriorMap map;
    JsonFields object(json, source);
    object.required("name", map.name);
    object.required("rows", map.rows);
    object.required("cols", map.cols);
    object.optional("step", map.step);
    object.required("scale", map.scale);
    object.optional("extra_scale", map.extra_scale);
    object.optional("max_side", map.max_side);
    object.optional("ratios", map.ratios);
    object.optional("on", map.on);
    std::vector<std::array<float, 2>> free_shapes;
    object.optional("free_shapes", free_shapes);
    for (const auto& [w, h] : free_shapes) {
        map.free_shapes.push_back({w, h});
    }
    object.finish();
    return map;
}

nlohmann::json toJson(const PriorMap& map) {
    nlohmann::json ratios = nlohmann::json::array();
    for (const float ratio : map.ratios) {
        ratios.push_back(decimalFromFloat(ratio));
    }
    nlohmann::json json{{"name", map.name},
                        {"rows", map.rows},
                        {"cols", map.cols},
                        {"step", decimalFromFloat(map.step)},
                        {"scale", decimalFromFloat(map.scale)},
                        {"extra_scale", decimalFromFloat(map.extra_scale)},
                        {"max_side", decimalFromFloat(map.max_side)},
                        {"ratios", std::move(ratios)}};
    if (map.isFree()) {
        json["free_shapes"] = nlohmann::json::array();
        for (const PriorMap::Shape& shape : map.free_shapes) {
            json["free_shapes"].push_back({decimalFromFloat(shape.w), decimalFromFloat(shape.h)});
        }
    }
    if (!map.on) {
        json["on"] = false;
    }
    return json;
}

}  // namespace

nlohmann::json toJson(const PriorConfig& config) {
    nlohmann::json maps = nlohmann::json::array();
    for (const PriorMap& map : config.maps) {
        maps.push_back(toJson(map));
    }
    return {{"name", config.name},
            {"input_size", config.input_size},
            {"clip", config.clip},
            {"variances",
             {{"center", decimalFromFloat(config.variances.center)},
              {"size", decimalFromFloat(config.variances.size)}}},
            {"maps", std::move(maps)}};
}

PriorConfig priorConfigFromJson(const nlohmann::json& json, const Sentence& source) {
    PriorConfig config;
    JsonFields object(json, source);
    object.optional("name", config.name);
    object.required("input_size", config.input_size);
    object.optional("clip", config.clip);
    if (object.has("variances")) {
        JsonFields variances(object.at("variances"), source + ", variances");
        variances.required("center", config.variances.center);
        variances.required("size", config.variances.size);
        variances.finish();
    }
    if (!object.has("maps") || !object.at("maps").is_array()) {
        throw Error({.action = Core::tr("reading %1").arg(source),
                     .reason = Core::tr("the key \"maps\" must be a list of feature maps")});
    }
    for (const nlohmann::json& map : object.at("maps")) {
        config.maps.push_back(
            mapFromJson(map, source + ", maps[" + std::to_string(config.maps.size()) + "]"));
    }
    object.finish();
    throwOnProblems(Core::tr("reading %1").arg(source), config.validate());
    return config;
}

std::vector<std::string> priorPresetNames() {
    return embeddedNames(kKind);
}

PriorConfig loadPriorConfig(const std::string& name_or_file) {
    PriorConfig config = priorConfigFromJson(
        loadPresetOrFile(kKind, Core::tr("the prior layout"), name_or_file), name_or_file);
    if (config.name.empty()) {
        config.name = std::filesystem::path(name_or_file).stem().string();
    }
    return config;
}

void savePriorConfig(const PriorConfig& config, const std::filesystem::path& file) {
    throwOnProblems(Core::tr("saving the priors %1").arg(config.name), config.validate());
    writeFileAtomically(Core::tr("saving the priors"), file, toJson(config).dump(2) + "\n");
}

}  // namespace priorscope
