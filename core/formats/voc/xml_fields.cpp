#include "core/formats/voc/xml_fields.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "core/base/text/unicode.hpp"

namespace priorscope::xml {
namespace {

/// No image is that large: larger values would overflow fractions.
constexpr double kLargestCoordinate = 1e9;
constexpr double kLargestSide = 1 << 20;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view localName(const char* name) {
    const std::string_view full(name);
    const std::size_t colon = full.rfind(':');
    return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

}  // namespace

bool isNamed(const char* element, std::string_view name) {
    const std::string_view local = localName(element);
    if (local.size() != name.size()) {
        return false;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (lower(local[i]) != name[i]) {
            return false;
        }
    }
    return true;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& node : parent.children()) {
        if (isNamed(node.name(), name)) {
            return node;
        }
    }
    return {};
}

std::string text(const pugi::xml_node& element) {
    std::string result;
    for (const pugi::xml_node& node : element.children()) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            result += node.value();
        }
    }
    return std::string(trimmedText(result));
}

std::string fieldText(const pugi::xml_node& element, std::string_view name) {
    if (const pugi::xml_node node = child(element, name)) {
        std::string written = text(node);
        return written.empty() ? std::string(trimmedText(node.attribute("value").value())) : written;
    }
    for (const pugi::xml_attribute& attribute : element.attributes()) {
        if (isNamed(attribute.name(), name)) {
            return std::string(trimmedText(attribute.value()));
        }
    }
    return {};
}

std::optional<Number> numberFrom(std::string_view written) {
    std::string copy(written.starts_with('+') ? written.substr(1) : written);
    const std::size_t comma = copy.find(',');
    Number number;
    if (comma != std::string::npos && copy.find('.') == std::string::npos) {
        copy[comma] = '.';
        number.comma = true;
    }
    const char* const end = copy.data() + copy.size();
    const auto result = std::from_chars(copy.data(), end, number.value);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(number.value)) {
        return std::nullopt;
    }
    return number;
}

bool flagFrom(std::string_view written) {
    if (written.empty() || written == "0") {
        return false;
    }
    const std::string word = caseFolded(written);
    if (word == "true" || word == "yes" || word == "t" || word == "y" || word == "difficult" ||
        word == "truncated" || word == "occluded" || word == "hard") {
        return true;
    }
    const auto number = numberFrom(written);
    return number && number->value != 0.0;
}

int sideFrom(const pugi::xml_node& size, std::string_view name) {
    const auto number = numberFrom(fieldText(size, name));
    const double side = number ? number->value : 0.0;
    return side >= 1.0 && side <= kLargestSide ? static_cast<int>(std::lround(side)) : 0;
}

BoxFields boxFrom(const pugi::xml_node& bndbox) {
    constexpr std::array<std::string_view, 4> kNames{"xmin", "ymin", "xmax", "ymax"};
    BoxFields fields;
    std::array<double, 4> values{};
    bool complete = true;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const std::string written = fieldText(bndbox, kNames[i]);
        fields.as_written += (i == 0 ? "" : ", ") + std::string(kNames[i]) + " ";
        fields.as_written += written.empty() ? "missing" : written.substr(0, 40);
        const auto number = numberFrom(written);
        complete = complete && number && std::abs(number->value) <= kLargestCoordinate;
        values[i] = number ? number->value : 0.0;
        fields.comma = fields.comma || (number && number->comma);
    }
    if (complete) {
        fields.box = VocBox{values[0], values[1], values[2], values[3]};
    }
    return fields;
}

}  // namespace priorscope::xml
