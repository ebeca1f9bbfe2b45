// Lists in text files: one entry on each line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace priorscope {

struct TextLine {
    int number = 0;  ///< 1-based
    std::string_view text{};
};

/// Without what follows the last letter of a line, be it of Windows or not.
inline std::string_view withoutBlanksAtEnd(std::string_view text) {
    const std::size_t last = text.find_last_not_of(" \t\r");
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// The lines that are not blank.
/// @param text  must outlive the result
inline std::vector<TextLine> textLines(std::string_view text) {
    std::vector<TextLine> lines;
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = withoutBlanksAtEnd(text.substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (!line.empty()) {
            lines.push_back({.number = number, .text = line});
        }
    }
    return lines;
}

}  // namespace priorscope
