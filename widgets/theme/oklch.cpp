#include "widgets/theme/oklch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace priorscope {
namespace {

std::array<double, 3> linearFromOklch(double lightness, double chroma, double hue) {
    const double angle = hue * std::numbers::pi / 180.0;
    const double a = chroma * std::cos(angle);
    const double b = chroma * std::sin(angle);
    const auto cube = [](double value) { return value * value * value; };
    const double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool isInGamut(const std::array<double, 3>& linear) {
    constexpr double kSlack = 1e-4;
    return std::all_of(linear.begin(), linear.end(),
                       [](double value) { return value >= -kSlack && value <= 1.0 + kSlack; });
}

double encoded(double linear) {
    const double value = std::clamp(linear, 0.0, 1.0);
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1.0 / 2.4) - 0.055;
}

double relativeLuminance(const QColor& color) {
    const auto decoded = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * decoded(color.redF()) + 0.7152 * decoded(color.greenF()) +
           0.0722 * decoded(color.blueF());
}

}  // namespace

QColor colorFromOklch(double lightness, double chroma, double hue) {
    double low = 0.0;
    double high = chroma;
    if (!isInGamut(linearFromOklch(lightness, chroma, hue))) {
        for (int step = 0; step < 24; ++step) {
            const double middle = (low + high) / 2.0;
            (isInGamut(linearFromOklch(lightness, middle, hue)) ? low : high) = middle;
        }
        high = low;
    }
    const auto linear = linearFromOklch(lightness, high, hue);
    return QColor::fromRgb(static_cast<int>(std::lround(255.0 * encoded(linear[0]))),
                           static_cast<int>(std::lround(255.0 * encoded(linear[1]))),
                           static_cast<int>(std::lround(255.0 * encoded(linear[2]))));
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double first = relativeLuminance(a);
    const double second = relativeLuminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace priorscope
