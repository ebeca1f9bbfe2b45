// Comma-separated lists of names for messages.
#pragma once

#include <string>
#include <vector>

namespace priorscope {

/// "circle, square"
inline std::string joined(const std::vector<std::string>& names, const std::string& between = ", ") {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? std::string() : between) + name;
    }
    return text;
}

}  // namespace priorscope
