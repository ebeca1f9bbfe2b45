// Timestamps as text.
#pragma once

#include <array>
#include <ctime>
#include <string>

namespace priorscope {

/// The current time as ISO 8601 in UTC: "2007-06-07T12:34:56Z".
inline std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

}  // namespace priorscope
