// Colours in OKLCH, so that steps in hue look evenly spaced.
#pragma once

#include <QColor>

namespace priorscope {

/// @param lightness  [0, 1]
/// @param chroma     ≥ 0; reduced until the colour lies in sRGB
/// @param hue        degrees
/// Source: B. Ottosson, "A perceptual color space for image processing" (2020)
QColor colorFromOklch(double lightness, double chroma, double hue);

/// Contrast ratio of two opaque colours, in [1, 21].
/// Source: WCAG 2.1, "contrast ratio" and "relative luminance"
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace priorscope
