#include "widgets/theme/oklch.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/class_color.hpp"

namespace priorscope {
namespace {

double relativeLuminance(const QColor& color) {
    const auto decoded = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * decoded(color.redF()) + 0.7152 * decoded(color.greenF()) +
           0.0722 * decoded(color.blueF());
}

}  // namespace

QColor colorFromOklch(double lightness, double chroma, double hue) {
    const Rgb rgb = rgbFromOklch(lightness, chroma, hue);
    return QColor::fromRgb(rgb[0], rgb[1], rgb[2]);
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double first = relativeLuminance(a);
    const double second = relativeLuminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace priorscope
