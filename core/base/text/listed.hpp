// Lists of names that end before they become long.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "core/base/text/joined.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

constexpr std::size_t kMostNamed = 10;

/// "cat, dog and 7 more"
/// @param count  of all; names are these, or at least the first kMostNamed
inline Sentence listed(const std::vector<std::string>& names, std::size_t count) {
    const std::size_t shown = std::min(names.size(), kMostNamed);
    const std::string text =
        joined(std::vector<std::string>(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown)));
    return count > shown ? Core::tr("%1 and %2 more").arg(text).arg(count - shown) : Sentence(text);
}

inline Sentence listed(const std::vector<std::string>& names) {
    return listed(names, names.size());
}

}  // namespace priorscope
