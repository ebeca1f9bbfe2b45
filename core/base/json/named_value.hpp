// Values that documents have by name.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"

namespace priorscope {

/// None if there is no such name. @param names  [values of the enumeration]
template <class Value, std::size_t kCount>
std::optional<Value> findNamed(const std::array<std::string_view, kCount>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

/// The value of a name.
/// @param names   [values of the enumeration]
/// @param source  names the document in errors
/// @param fault   what is wrong if there is no such name
/// @throws Error that lists the names
template <class Value, std::size_t kCount>
Value valueNamed(const std::array<std::string_view, kCount>& names, const std::string& name,
                 const std::string& source, const Sentence& fault) {
    const std::optional<Value> found = findNamed<Value>(names, name);
    if (!found) {
        throw Error({.action = Core::tr("reading %1").arg(source),
                     .reason = fault,
                     .remedy = Core::tr("Known are %1").arg(joined({names.begin(), names.end()}))});
    }
    return *found;
}

}  // namespace priorscope
