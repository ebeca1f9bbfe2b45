#include "app/cli/option_arguments.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/json/json_file.hpp"

namespace priorscope::cli {
namespace {

const char* typeName(const OptionInfo& info) {
    switch (info.kind) {
        case OptionKind::whole:
            return "INT";
        case OptionKind::number:
            return "FLOAT";
        case OptionKind::numbers:
            return "FLOAT,…";
        case OptionKind::truth:
            return "true|false";
        case OptionKind::text:
        case OptionKind::choice:
            break;
    }
    return "TEXT";
}

std::string description(const OptionInfo& info, const std::string& fallback) {
    const std::string range = rangeText(info);
    std::string more = range;
    if (!fallback.empty()) {
        more += (more.empty() ? "" : "; ") + std::string("default: ") + fallback;
    }
    return info.help + (more.empty() ? "" : " (" + more + ")");
}

/// The value, or what is wrong with the text.
std::pair<nlohmann::json, std::string> checked(const OptionInfo& info, const std::string& text) {
    try {
        nlohmann::json value = optionFromText(info, text);
        const std::string problem = problemWith(info, value, /*given=*/true);
        return {std::move(value), problem.empty() ? "" : problem + ", got " + text};
    } catch (const Error& error) {
        return {nullptr, error.parts().reason};
    }
}

}  // namespace

void OptionArguments::addFlag(CLI::App& app, const OptionInfo& info, const std::string& fallback) {
    const std::string flag = "--" + info.flag;
    const auto keep = [flags = m_flags, info, flag](const std::string& text) {
        flags->push_back({info.key, checked(info, text).first, flag});
    };
    app.add_option_function<std::string>(flag, keep, description(info, fallback))
        ->type_name(typeName(info))
        ->check(CLI::Validator([info](const std::string& text) { return checked(info, text).second; }, ""));
}

void OptionArguments::addCommon(CLI::App& app, const std::string& file_help) {
    app.add_option("--set", m_assignments, "Any option by its key, listed below; may be repeated")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->take_all();
    app.add_option("--options", m_file, file_help + "; flags and --set override it")->type_name("FILE.json");
}

std::vector<OptionArguments::Given> OptionArguments::given(
    const std::function<const OptionInfo&(const std::string& key)>& info) const {
    std::vector<Given> all = *m_flags;
    for (const std::string& assignment : m_assignments) {
        try {
            auto [key, text] = keyAndText(assignment);
            auto [value, problem] = checked(info(key), text);
            if (!problem.empty()) {
                throw UsageError("--set " + key + ": " + problem);
            }
            all.push_back({std::move(key), std::move(value), "--set"});
        } catch (const Error& error) {
            throw UsageError("--set: " + error.parts().reason +
                             (error.parts().remedy.empty() ? "" : ". " + error.parts().remedy));
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (all[k].key == all[i].key) {
                throw UsageError(all[i].key + " is given twice, by " + all[k].by + " and " + all[i].by);
            }
        }
    }
    return all;
}

nlohmann::json OptionArguments::file() const {
    if (m_file.empty()) {
        return nullptr;
    }
    nlohmann::json json = readJsonFile(m_file, "reading the options");
    if (json.is_object() && json.contains("options") && json["options"].is_object()) {
        return json["options"];
    }
    return json;
}

std::string optionLine(const OptionInfo& info, const std::string& fallback) {
    constexpr std::size_t kColumn = 20;
    const std::size_t gap = info.key.size() < kColumn ? kColumn - info.key.size() : 1;
    return "  " + info.key + std::string(gap, ' ') + description(info, fallback) + "\n";
}

}  // namespace priorscope::cli
