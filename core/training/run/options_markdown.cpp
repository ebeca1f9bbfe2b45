#include "core/training/run/options_markdown.hpp"

#include <nlohmann/json.hpp>

#include "core/base/text/joined.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope {
namespace {

std::string cell(const std::string& text) {
    std::string result;
    for (const char each : text) {
        if (each == '|' || each == '\\' || each == '`') {
            result += '\\';
        }
        result += each == '\n' || each == '\r' ? ' ' : each;
    }
    return result;
}

std::string row(const std::string& name, const std::string& value) {
    return "| " + cell(name) + " | " + cell(value) + " |\n";
}

std::string textOf(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::string optionsAsMarkdown(const TrainingOptions& resolved, const DetectorSpec& spec) {
    std::string text = "| option | value |\n| --- | --- |\n";
    text += row("detector", spec.name);
    text += row("classes", joined(spec.classes));
    text += row("input", std::to_string(spec.inputSize()) + " px");
    const auto& table = trainingOptionTable();
    for (const auto& entry : table.entries()) {
        const std::string value = textOf(table.value(resolved, entry));
        text += row(entry.info.key,
                    entry.info.unit.empty() || value.empty() ? value : value + " " + entry.info.unit);
    }
    return text;
}

}  // namespace priorscope
