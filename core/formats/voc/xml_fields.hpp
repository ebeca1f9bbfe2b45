// Elements of annotations by their local names, in any letter case. Internal to core/formats.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/dataset/dataset.hpp"

namespace priorscope::xml {

/// Whether an element has this name, whatever its namespace prefix and letter case.
/// @param name  lower case
bool isNamed(const char* element, std::string_view name);

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);

/// The element's own text, in one piece where comments divide it, without blanks at the ends.
std::string text(const pugi::xml_node& element);

/// The text of a child, or else the attribute of that name.
std::string fieldText(const pugi::xml_node& element, std::string_view name);

/// A finite number with a point, or with a comma where it has no point.
struct Number {
    double value = 0.0;
    bool comma = false;
};
std::optional<Number> numberFrom(std::string_view text);

/// Flags are 0 and 1; some tools write words. What is missing or unreadable is 0.
bool flagFrom(std::string_view text);

/// A side of <size> in pixels; 0 where it is no usable one.
int sideFrom(const pugi::xml_node& size, std::string_view name);

/// What the four coordinates of a box say.
struct BoxFields {
    std::optional<VocBox> box{};  ///< nothing where a coordinate is no number, or one that no image has
    bool comma = false;           ///< one was written with a decimal comma
    std::string as_written{};     ///< "xmin 1, ymin missing, …"
};
BoxFields boxFrom(const pugi::xml_node& bndbox);

}  // namespace priorscope::xml
