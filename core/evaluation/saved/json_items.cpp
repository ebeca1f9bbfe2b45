#include "core/evaluation/saved/json_items.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"

namespace priorscope {

JsonFile::JsonFile(const std::filesystem::path& file, Sentence action)
    : m_file(file), m_action(std::move(action)) {
    const std::string bytes = readFile(file, m_action);
    if (const auto fault = m_parser.parse(bytes).get(m_root); fault != simdjson::SUCCESS) {
        fail(Core::tr("it is not valid JSON: %1").arg(Sentence(simdjson::error_message(fault))));
    }
}

void JsonFile::fail(Sentence reason) const {
    throw Error({.action = m_action, .file = m_file.string(), .reason = std::move(reason)});
}

void JsonFile::fail(const Sentence& kind, std::size_t index, const Sentence& reason) const {
    fail(Core::tr("%1 %2: %3").arg(kind).arg(index + 1).arg(reason));
}

bool JsonItem::has(const char* key) const {
    return m_value.at_key(key).error() == simdjson::SUCCESS;
}

simdjson::dom::element JsonItem::at(const char* key) const {
    simdjson::dom::element value;
    if (m_value.at_key(key).get(value) != simdjson::SUCCESS) {
        fail(Core::tr("it has no %1").arg(Sentence(key)));
    }
    return value;
}

std::int64_t JsonItem::integer(const char* key) const {
    const auto value = wholeNumber(at(key));
    if (!value) {
        fail(Core::tr("%1 must be a whole number").arg(Sentence(key)));
    }
    return *value;
}

double JsonItem::number(const char* key) const {
    double value = 0.0;
    if (at(key).get(value) != simdjson::SUCCESS) {
        fail(Core::tr("%1 must be a number").arg(Sentence(key)));
    }
    return value;
}

std::string JsonItem::text(const char* key) const {
    std::string_view value;
    if (at(key).get(value) != simdjson::SUCCESS) {
        fail(Core::tr("%1 must be a text").arg(Sentence(key)));
    }
    return std::string(value);
}

bool JsonItem::flag(const char* key) const {
    simdjson::dom::element value;
    bool truth = false;
    return m_value.at_key(key).get(value) == simdjson::SUCCESS &&
           (wholeNumber(value) == 1 || (value.get(truth) == simdjson::SUCCESS && truth));
}

bool JsonItem::isInteger(const char* key) const {
    simdjson::dom::element value;
    return m_value.at_key(key).get(value) == simdjson::SUCCESS && wholeNumber(value).has_value();
}

simdjson::dom::array JsonItem::array(const char* key) const {
    simdjson::dom::array values;
    if (at(key).get(values) != simdjson::SUCCESS) {
        fail(Core::tr("%1 must be a list").arg(Sentence(key)));
    }
    return values;
}

std::array<double, 4> JsonItem::four(const char* key) const {
    const auto numbers = fourNumbers(array(key));
    if (!numbers) {
        fail(Core::tr("%1 must be four numbers").arg(Sentence(key)));
    }
    return *numbers;
}

PixelBox JsonItem::box(const char* key) const {
    const auto [x, y, width, height] = four(key);
    if (width < 0.0 || height < 0.0) {
        fail(Core::tr("%1 has a negative size").arg(Sentence(key)));
    }
    return {x, y, width, height};
}

PixelBox JsonItem::corners(const char* key) const {
    const auto [x_min, y_min, x_max, y_max] = four(key);
    if (x_max < x_min || y_max < y_min) {
        fail(Core::tr("%1 has a negative size").arg(Sentence(key)));
    }
    return {x_min, y_min, x_max - x_min, y_max - y_min};
}

}  // namespace priorscope
