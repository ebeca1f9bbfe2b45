// numpy.linspace, to the last bit: COCO's thresholds are its doubles. Internal to core/evaluation.
#pragma once

#include <array>
#include <cstddef>

namespace priorscope {

/// numpy.linspace(first, last, Count)
template <std::size_t Count>
constexpr std::array<double, Count> linspace(double first, double last) {
    std::array<double, Count> values{};
    const double step = (last - first) / static_cast<double>(Count - 1);
    for (std::size_t i = 0; i < Count; ++i) {
        values[i] = static_cast<double>(i) * step + first;
    }
    values.back() = last;
    return values;
}

}  // namespace priorscope
