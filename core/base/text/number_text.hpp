// Numbers as text, whatever the user's locale: always a point, never a mark between thousands.
#pragma once

#include <string>

namespace priorscope {

/// The shortest decimal that reads back as the same number: "0.1", "1e-07".
std::string numberText(float value);
std::string numberText(double value);

/// With that many decimals: "12.30"
std::string fixedText(double value, int decimals);

}  // namespace priorscope
