// How feature maps of one image lie in memory. Private to core's torch half.
#pragma once

#include <cstdint>

namespace priorscope {

/// [height + 2 · border, width + 2 · border, channels]; the border is zero.
struct MapShape {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
    std::int64_t border = 0;

    std::int64_t rowStep() const { return (width + 2 * border) * channels; }
    std::int64_t size() const { return (height + 2 * border) * rowStep(); }
    /// From the first value to the first one inside the border.
    std::int64_t inside() const { return border * (rowStep() + channels); }
    std::int64_t pixels() const { return height * width; }
    bool operator==(const MapShape&) const = default;
};

/// What is done with a sum before it is stored: first another map is added, where there is one.
enum class Finish { none, relu, relu6, hardswish, hardsigmoid };

}  // namespace priorscope
