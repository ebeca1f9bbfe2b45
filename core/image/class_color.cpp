#include "core/image/class_color.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

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

/// The integer coprime with count that lies nearest to 0.382 count.
int hueStride(int count) {
    int best = 1;
    double distance = count;
    for (int stride = 1; stride < std::max(count, 2); ++stride) {
        const double gap = std::abs(stride - 0.382 * count);
        if (std::gcd(stride, count) == 1 && gap < distance) {
            best = stride;
            distance = gap;
        }
    }
    return best;
}

}  // namespace

Rgb rgbFromOklch(double lightness, double chroma, double hue) {
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
    const auto byte = [](double value) {
        return static_cast<std::uint8_t>(std::lround(255.0 * encoded(value)));
    };
    return {byte(linear[0]), byte(linear[1]), byte(linear[2])};
}

Rgb classColor(int index, int count, ColorGround ground) {
    const int classes = std::max(count, 1);
    const int i = ((index % classes) + classes) % classes;
    const double hue = 20.0 + 360.0 * ((i * hueStride(classes)) % classes) / classes;
    const bool even = i % 2 == 0;
    return ground == ColorGround::dark ? rgbFromOklch(even ? 0.74 : 0.82, 0.13, hue)
                                       : rgbFromOklch(even ? 0.56 : 0.645, 0.15, hue);
}

}  // namespace priorscope
