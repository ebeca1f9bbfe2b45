#include "core/base/json_fields.hpp"

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

}  // namespace priorscope
