#include "core/formats/voc/xml_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "core/base/text/unicode.hpp"

namespace priorscope::xml {
namespace {

/// No image is that large: larger values would overflow fractions.
constexpr double kLargestCoordinate = 1e9;
constexpr double kLargestSide = 1 << 20;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// @param name  lower case
bool isSame(const char* written, std::string_view name) {
    std::size_t i = 0;
    while (i < name.size() && lower(written[i]) == name[i]) {
        ++i;
    }
    return i == name.size() && written[i] == '\0';
}

constexpr std::array<std::string_view, 4> kCorners{"xmin", "ymin", "xmax", "ymax"};

}  // namespace

bool isNamed(const char* element, std::string_view name) {
    if (isSame(element, name)) {
        return true;
    }
    const char* const colon = std::strrchr(element, ':');
    return colon != nullptr && isSame(colon + 1, name);
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

bool holdsField(const pugi::xml_node& element, std::string_view name) {
    return child(element, name) ||
           std::any_of(element.attributes_begin(), element.attributes_end(),
                       [name](const pugi::xml_attribute& attribute) {
                           return isNamed(attribute.name(), name) && !trimmedText(attribute.value()).empty();
                       });
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

bool saysVerified(std::string_view value) {
    const std::string word = caseFolded(trimmedText(value));
    return word == "yes" || word == "true" || word == "1";
}

int sideFrom(const pugi::xml_node& size, std::string_view name) {
    const auto number = numberFrom(fieldText(size, name));
    const double side = number ? number->value : 0.0;
    return side >= 1.0 && side <= kLargestSide ? static_cast<int>(std::lround(side)) : 0;
}

BoxFields boxFrom(const pugi::xml_node& bndbox) {
    BoxFields fields;
    std::array<double, 4> values{};
    bool complete = true;
    for (std::size_t i = 0; i < kCorners.size(); ++i) {
        const auto number = numberFrom(fieldText(bndbox, kCorners[i]));
        complete = complete && number && std::abs(number->value) <= kLargestCoordinate;
        values[i] = number ? number->value : 0.0;
        fields.comma = fields.comma || (number && number->comma);
    }
    if (complete) {
        fields.box = VocBox{values[0], values[1], values[2], values[3]};
    }
    return fields;
}

std::string boxAsWritten(const pugi::xml_node& bndbox) {
    std::string text;
    for (const std::string_view corner : kCorners) {
        const std::string written = fieldText(bndbox, corner);
        text += (text.empty() ? "" : ", ") + std::string(corner) + " ";
        text += written.empty() ? "missing" : written.substr(0, 40);
    }
    return text;
}

}  // namespace priorscope::xml
