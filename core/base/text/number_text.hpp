// Numbers as text, whatever the user's locale: always a point, never a mark between thousands.
#pragma once

#include <cstddef>
#include <string>

namespace priorscope {

/// The shortest decimal that reads back as the same number: "0.1", "1e-07".
std::string numberText(float value);
std::string numberText(double value);

/// With that many decimals: "12.30"
std::string fixedText(double value, int decimals);

/// Filled with zeros up to that many digits: "0042". Longer numbers stay whole.
std::string paddedText(std::size_t value, std::size_t digits);

}  // namespace priorscope
