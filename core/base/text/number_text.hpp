// Numbers as text, independent of the user's locale: always a decimal point, never a thousands separator.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace priorscope {

/// The shortest decimal that reads back as the same number: "0.1", "1e-07".
std::string numberText(float value);
std::string numberText(double value);

/// With a fixed number of decimals: "12.30"
std::string fixedText(double value, int decimals);

/// With at most that many significant digits: "0.0123", "1.5e-05"
std::string significantText(double value, int digits);

/// @return nothing if the whole text is not one decimal number
std::optional<double> numberFromText(std::string_view text);

/// Zero-padded to at least that many digits: "0042". Longer numbers are not truncated.
std::string paddedText(std::size_t value, std::size_t digits);

}  // namespace priorscope
