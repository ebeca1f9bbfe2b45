// Class colours: one evenly spaced hue wheel, the same in every image, canvas, plot and table.
#pragma once

#include <array>
#include <cstdint>

namespace priorscope {

using Rgb = std::array<std::uint8_t, 3>;

/// @param lightness  [0, 1]
/// @param chroma     ≥ 0; reduced until the colour is within sRGB
/// @param hue        degrees
/// Source: B. Ottosson, "A perceptual color space for image processing" (2020)
Rgb rgbFromOklch(double lightness, double chroma, double hue);

/// The background that a class colour is shown on.
enum class ColorGround {
    light,
    dark,  ///< also for photographs
};

/// Neighbouring classes are far apart on the wheel and differ in lightness as well.
/// @param index  0-based; taken modulo count
/// @param count  number of classes
Rgb classColor(int index, int count, ColorGround ground);

}  // namespace priorscope
