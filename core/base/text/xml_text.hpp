// Text within XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace priorscope {

/// The text with the five characters of markup as entities, as content or within quotes. Control characters
/// that XML 1.0 cannot hold become the replacement character.
/// @param text  UTF-8
inline std::string xmlText(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default: {
                const bool is_control =
                    static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
                escaped += is_control ? "\xEF\xBF\xBD" : std::string(1, c);
            }
        }
    }
    return escaped;
}

}  // namespace priorscope
