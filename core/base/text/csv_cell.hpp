// Cells of CSV files.
#pragma once

#include <string>

namespace priorscope {

/// The text as a cell: quoted if it contains a comma, a quote or a line break. Source: RFC 4180, section 2
inline std::string csvCell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

}  // namespace priorscope
