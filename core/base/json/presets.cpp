#include "core/base/json/presets.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/json/embedded_presets.hpp"
#include "core/base/json/json_file.hpp"

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

nlohmann::json loadPresetOrFile(const std::string& kind, const Sentence& what,
                                const std::string& name_or_file) {
    for (const EmbeddedPreset& preset : embeddedPresets()) {
        if (preset.kind == kind && preset.name == name_or_file) {
            return nlohmann::json::parse(preset.text);
        }
    }
    std::error_code unreadable;
    if (!std::filesystem::exists(name_or_file, unreadable) && !unreadable) {
        std::string known;
        for (const std::string& name : embeddedNames(kind)) {
            known += (known.empty() ? "" : ", ") + name;
        }
        throw Error({.action = Core::tr("loading %1 %2").arg(what).arg(name_or_file),
                     .reason = Core::tr("there is neither a preset nor a file of that name"),
                     .remedy = Core::tr("Presets are %1").arg(known)});
    }
    return readJsonFile(name_or_file, Core::tr("loading %1").arg(what));
}

}  // namespace priorscope
