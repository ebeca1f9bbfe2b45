#include "core/base/json/json_fields.hpp"

#include <array>
#include <charconv>

namespace priorscope {

double decimalFromFloat(float value) {
    std::array<char, 32> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value);
    double shortest = 0.0;
    std::from_chars(text.data(), written.ptr, shortest);
    return shortest;
}

Sentence shortJson(const nlohmann::json& value) {
    if (value.is_structured()) {
        return value.is_array() ? Core::tr("a list") : Core::tr("an object");
    }
    constexpr std::size_t kLongest = 60;
    std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > kLongest) {
        std::size_t end = kLongest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;  // not inside a UTF-8 character
        }
        text = text.substr(0, end) + "…";
    }
    return text;
}

}  // namespace priorscope
