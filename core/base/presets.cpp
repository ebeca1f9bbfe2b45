#include "core/base/presets.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/embedded_presets.hpp"
#include "core/base/error.hpp"

namespace priorscope {

std::vector<std::string> embeddedNames(const std::string& kind) {
    std::vector<std::string> names;
    for (const EmbeddedPreset& preset : embeddedPresets()) {
        if (preset.kind == kind) {
            names.emplace_back(preset.name);
        }
    }
    return names;
}

nlohmann::json loadPresetOrFile(const std::string& kind, const std::string& what,
                                const std::string& name_or_file) {
    for (const EmbeddedPreset& preset : embeddedPresets()) {
        if (preset.kind == kind && preset.name == name_or_file) {
            return nlohmann::json::parse(preset.text);
        }
    }
    std::ifstream in(name_or_file);
    if (!in || std::filesystem::is_directory(name_or_file)) {
        std::string known;
        for (const std::string& name : embeddedNames(kind)) {
            known += (known.empty() ? "" : ", ") + name;
        }
        throw Error({.action = "loading " + what + " " + name_or_file,
                     .reason = "there is neither a preset nor a file of that name",
                     .remedy = "Presets are " + known});
    }
    try {
        return nlohmann::json::parse(in);
    } catch (const nlohmann::json::parse_error& e) {
        throw Error({.action = "loading " + what, .file = name_or_file, .reason = e.what()});
    }
}

}  // namespace priorscope
