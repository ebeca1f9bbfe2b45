#include "core/base/text/number_text.hpp"

#include <array>
#include <charconv>

namespace priorscope {
namespace {

// The largest double has 309 digits before its decimal point.
using Buffer = std::array<char, 400>;

template <class... Arguments>
std::string written(Arguments... arguments) {
    Buffer buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), arguments...);
    return {buffer.data(), result.ptr};
}

}  // namespace

std::string numberText(float value) {
    return written(value);
}

std::string numberText(double value) {
    return written(value);
}

std::string fixedText(double value, int decimals) {
    return written(value, std::chars_format::fixed, decimals);
}

std::string significantText(double value, int digits) {
    return written(value, std::chars_format::general, digits);
}

std::optional<double> numberFromText(std::string_view text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data(), end, value);
    return fault == std::errc() && stopped == end ? std::optional(value) : std::nullopt;
}

std::string paddedText(std::size_t value, std::size_t digits) {
    const std::string number = std::to_string(value);
    return std::string(number.size() < digits ? digits - number.size() : 0, '0') + number;
}

}  // namespace priorscope
