#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "core/augmentation/transform_draw.hpp"
#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

/// A hue of 18 / 255 of the circle comes with factors of 0.5 to 1.5.
constexpr double kHuePerStrength = 18.0 / 255.0 / 0.5;
/// Weights of red, green and blue in grey. Source: ITU-R BT.601, as Pillow's and torchvision's
constexpr float kRed = 0.299F;
constexpr float kGreen = 0.587F;
constexpr float kBlue = 0.114F;
/// Contrast's mean is taken over every such pixel and row.
constexpr int kStride = 4;

enum class Part { brightness, contrast, saturation, hue };

struct PartDrawn {
    Part part = Part::brightness;
    float amount = 1.0F;  ///< the factor; of hue, the share of the circle
};

/// One row of pixels, 0 to 255.
struct Planes {
    std::vector<float> red;
    std::vector<float> green;
    std::vector<float> blue;

    explicit Planes(int width)
        : red(static_cast<std::size_t>(width)),
          green(static_cast<std::size_t>(width)),
          blue(static_cast<std::size_t>(width)) {}
};

PRIORSCOPE_WIDE void readPlane(const std::uint8_t* from, std::size_t stride, std::size_t count,
                               float* __restrict to) {
    for (std::size_t x = 0; x < count; ++x) {
        to[x] = from[x * stride];
    }
}

PRIORSCOPE_WIDE void writePlane(const float* __restrict from, std::size_t count,
                                std::uint8_t* __restrict to) {
    for (std::size_t x = 0; x < count; ++x) {
        // At least 0; and several at a time, which lround prevents.
        to[x] = static_cast<std::uint8_t>(
            static_cast<int>(from[x] + 0.5F));  // NOLINT(bugprone-incorrect-roundings)
    }
}

float inRange(float value) {
    return std::min(255.0F, std::max(0.0F, value));
}

PRIORSCOPE_WIDE
void scale(std::vector<float>& plane, float factor, float offset) {
    for (float& value : plane) {
        value = inRange(value * factor + offset);
    }
}

PRIORSCOPE_WIDE
void saturate(Planes& row, float factor) {
    for (std::size_t x = 0; x < row.red.size(); ++x) {
        const float grey =
            (kRed * row.red[x] + kGreen * row.green[x] + kBlue * row.blue[x]) * (1.0F - factor);
        row.red[x] = inRange(row.red[x] * factor + grey);
        row.green[x] = inRange(row.green[x] * factor + grey);
        row.blue[x] = inRange(row.blue[x] * factor + grey);
    }
}

/// A channel of a colour of hue h (0 to 12, six of them the circle), value and chroma.
/// Source: the hexcone in closed form, V - C · max(0, min(k, 4 - k, 1)) with k = (n + h) mod 6
float channelOf(float n, float hue, float value, float chroma) {
    float k = n + hue;
    k = k >= 12.0F ? k - 12.0F : k;
    k = k >= 6.0F ? k - 6.0F : k;
    return value - chroma * std::max(0.0F, std::min(std::min(k, 4.0F - k), 1.0F));
}

/// @param shift  of the hue, sixths of the circle in [0, 6)
PRIORSCOPE_WIDE
void shiftHue(Planes& row, float shift) {
    for (std::size_t x = 0; x < row.red.size(); ++x) {
        const float r = row.red[x];
        const float g = row.green[x];
        const float b = row.blue[x];
        const float value = std::max(r, std::max(g, b));
        const float chroma = value - std::min(r, std::min(g, b));
        const float by = 1.0F / std::max(chroma, 1e-6F);
        const float of_red = (g - b) * by + 6.0F;
        const float of_green = (b - r) * by + 2.0F;
        const float of_blue = (r - g) * by + 4.0F;
        float hue = value == r ? of_red : (value == g ? of_green : of_blue);
        hue += shift;
        row.red[x] = channelOf(5.0F, hue, value, chroma);
        row.green[x] = channelOf(3.0F, hue, value, chroma);
        row.blue[x] = channelOf(1.0F, hue, value, chroma);
    }
}

/// @param mean  the image's grey before the contrast is changed
void apply(const PartDrawn& drawn, float mean, Planes& row) {
    switch (drawn.part) {
        case Part::brightness:
        case Part::contrast: {
            const float offset = drawn.part == Part::contrast ? (1.0F - drawn.amount) * mean : 0.0F;
            scale(row.red, drawn.amount, offset);
            scale(row.green, drawn.amount, offset);
            scale(row.blue, drawn.amount, offset);
            return;
        }
        case Part::saturation:
            saturate(row, drawn.amount);
            return;
        case Part::hue:
            shiftHue(row, 6.0F * (drawn.amount < 0.0F ? drawn.amount + 1.0F : drawn.amount));
            return;
    }
}

void readRow(const std::array<cv::Mat, 3>& channels, int y, std::size_t stride, Planes& row) {
    readPlane(channels[0].ptr(y), stride, row.red.size(), row.red.data());
    readPlane(channels[1].ptr(y), stride, row.green.size(), row.green.data());
    readPlane(channels[2].ptr(y), stride, row.blue.size(), row.blue.data());
}

/// The mean grey that contrast is changed about: of the pixels as the parts before it leave them.
float greyBeforeContrast(const std::vector<PartDrawn>& parts, const std::array<cv::Mat, 3>& channels) {
    const auto contrast = std::find_if(parts.begin(), parts.end(),
                                       [](const PartDrawn& part) { return part.part == Part::contrast; });
    if (contrast == parts.end()) {
        return 0.0F;
    }
    Planes row((channels[0].cols + kStride - 1) / kStride);
    double sum = 0.0;
    double count = 0.0;
    for (int y = 0; y < channels[0].rows; y += kStride) {
        readRow(channels, y, kStride, row);
        std::for_each(parts.begin(), contrast, [&](const PartDrawn& part) { apply(part, 0.0F, row); });
        float of_row = 0.0F;
        for (std::size_t x = 0; x < row.red.size(); ++x) {
            of_row += kRed * row.red[x] + kGreen * row.green[x] + kBlue * row.blue[x];
        }
        sum += static_cast<double>(of_row);
        count += static_cast<double>(row.red.size());
    }
    return count > 0.0 ? static_cast<float>(sum / count) : 0.0F;
}

void distort(const std::vector<PartDrawn>& parts, cv::Mat pixels) {
    std::array<cv::Mat, 3> channels;
    cv::split(pixels, channels.data());
    const float mean = greyBeforeContrast(parts, channels);
    Planes row(pixels.cols);
    for (int y = 0; y < pixels.rows; ++y) {
        readRow(channels, y, 1, row);
        for (const PartDrawn& part : parts) {
            apply(part, mean, row);
        }
        writePlane(row.red.data(), row.red.size(), channels[0].ptr(y));
        writePlane(row.green.data(), row.green.size(), channels[1].ptr(y));
        writePlane(row.blue.data(), row.blue.size(), channels[2].ptr(y));
    }
    cv::merge(channels.data(), channels.size(), pixels);
}

Sentence nameOf(const PartDrawn& drawn) {
    switch (drawn.part) {
        case Part::brightness:
            return Core::tr("brightness %1×").arg(twoDecimals(drawn.amount));
        case Part::contrast:
            return Core::tr("contrast %1×").arg(twoDecimals(drawn.amount));
        case Part::saturation:
            return Core::tr("saturation %1×").arg(twoDecimals(drawn.amount));
        case Part::hue:
            return Core::tr("hue by %1°").arg(twoDecimals(360.0 * drawn.amount));
    }
    return {};
}

}  // namespace

/// Brightness, contrast, saturation and hue, each with the probability, in an order that is drawn. Filler is
/// left as it is. All of them are applied in one pass over the pixels.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2, by way of Howard (2013); amounts and
/// arithmetic are the tutorial's photometric_distort(), which are Pillow's ImageEnhance
Sentence drawPhotometric(TransformDraw& draw) {
    std::array<Part, 4> order{Part::brightness, Part::contrast, Part::saturation, Part::hue};
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[draw.random.below(i)]);
    }
    std::vector<PartDrawn> parts;
    Sentence done;
    for (const Part part : order) {
        const bool happens = draw.happens();
        const double away = part == Part::hue ? kHuePerStrength * draw.strength : draw.strength;
        const double amount = draw.between(-away, away) + (part == Part::hue ? 0.0 : 1.0);
        if (happens) {
            parts.push_back({.part = part, .amount = static_cast<float>(amount)});
            done =
                done.empty() ? nameOf(parts.back()) : Core::tr("%1, %2").arg(done).arg(nameOf(parts.back()));
        }
    }
    if (!parts.empty()) {
        draw.pixel_steps.emplace_back([parts](PixelCanvas& canvas) { distort(parts, canvas.shownPixels()); });
    }
    return done;
}

}  // namespace priorscope
