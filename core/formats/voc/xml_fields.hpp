// Access to annotation elements by local name, in any letter case. Internal to core/formats.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/dataset/dataset.hpp"

namespace priorscope::xml {

/// Whether an element has this name, ignoring its namespace prefix and letter case.
/// @param name  lower case
bool isNamed(const char* element, std::string_view name);

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);

/// The element's own text, joined if comments split it, and trimmed.
std::string text(const pugi::xml_node& element);

/// The text of a child, or else of the attribute of that name.
std::string fieldText(const pugi::xml_node& element, std::string_view name);

/// Whether there is a child of that name, whatever its text, or an attribute with a text.
bool holdsField(const pugi::xml_node& element, std::string_view name);

/// A finite number with a decimal point, or with a comma if it has no point.
struct Number {
    double value = 0.0;
    bool comma = false;
};
std::optional<Number> numberFrom(std::string_view text);

/// Flags are 0 or 1; some tools write words. A missing or unreadable flag is 0.
bool flagFrom(std::string_view text);

/// Whether verified="…" says that somebody has checked the annotation: yes, true or 1, in any letter case.
bool saysVerified(std::string_view value);

/// A side from <size>, in pixels; 0 if unusable.
int sideFrom(const pugi::xml_node& size, std::string_view name);

/// The four coordinates of a box.
struct BoxFields {
    std::optional<VocBox> box{};  ///< none if a coordinate is not a number, or not plausible for an image
    bool comma = false;           ///< one was written with a decimal comma
};
BoxFields boxFrom(const pugi::xml_node& bndbox);

/// "xmin 1, ymin missing, …"
std::string boxAsWritten(const pugi::xml_node& bndbox);

}  // namespace priorscope::xml
