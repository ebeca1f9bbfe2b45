#include "core/dataset/sample_scene.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "core/base/random.hpp"
#include "core/dataset/sample_shapes.hpp"
#include "core/image/mat.hpp"

namespace priorscope {
namespace {

constexpr double kEmptyShare = 0.05;      // of images
constexpr double kTruncatedShare = 0.12;  // of objects
constexpr double kElongatedShare = 0.35;
constexpr double kLargestTurn = 0.6;  // radians either way
constexpr double kSmallShare = 0.08;
constexpr double kFaintShare = 0.05;      // low contrast, difficult
constexpr double kLeastVisible = 0.35;    // fraction of an object that stays visible
constexpr double kDifficultBelow = 0.55;  // visible fraction
constexpr double kOccludedBelow = 0.95;
constexpr double kLeastInside = 0.4;  // fraction of a truncated object inside the image
constexpr int kDifficultSide = 12;    // px, the shorter side of the box

cv::Size randomSize(SplitMix64& random) {
    const int longer = 2 * random.whole(160, 240);
    static constexpr double kAspects[] = {4.0 / 3.0, 4.0 / 3.0, 3.0 / 2.0, 1.25, 1.0};
    const double aspect = kAspects[random.whole(0, 4)];
    const int shorter = static_cast<int>(std::lround(longer / aspect));
    return random.chance(0.75) ? cv::Size(longer, shorter) : cv::Size(shorter, longer);
}

cv::Vec3f randomColour(SplitMix64& random) {
    return {static_cast<float>(random.between(15.0, 240.0)), static_cast<float>(random.between(15.0, 240.0)),
            static_cast<float>(random.between(15.0, 240.0))};
}

/// Mixes in grey: the background is duller than the shapes.
cv::Vec3f dulled(const cv::Vec3f& colour, float share) {
    const float grey = (colour[0] + colour[1] + colour[2]) / 3.0F;
    return colour * (1.0F - share) + cv::Vec3f(grey, grey, grey) * share;
}

/// Smooth noise in [-1, 1]: random values on a coarse grid, enlarged.
cv::Mat smoothNoise(SplitMix64& random, cv::Size size, int cells) {
    cv::Mat grid(cells, cells, CV_32FC1);
    for (int y = 0; y < cells; ++y) {
        for (int x = 0; x < cells; ++x) {
            grid.at<float>(y, x) = static_cast<float>(random.between(-1.0, 1.0));
        }
    }
    cv::Mat noise;
    cv::resize(grid, noise, size, 0.0, 0.0, cv::INTER_CUBIC);
    return noise;
}

void addScaled(cv::Mat& image, const cv::Mat& amount, const cv::Vec3f& colour) {
    image.forEach<cv::Vec3f>(
        [&](cv::Vec3f& pixel, const int* at) { pixel += amount.at<float>(at[0], at[1]) * colour; });
}

void addStripes(SplitMix64& random, cv::Mat& image) {
    const double angle = random.between(0.0, std::numbers::pi);
    const double frequency = 2.0 * std::numbers::pi / random.between(9.0, 60.0);
    const auto strength = static_cast<float>(random.between(4.0, 16.0));
    const double fx = frequency * std::cos(angle);
    const double fy = frequency * std::sin(angle);
    image.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        pixel += cv::Vec3f::all(strength * static_cast<float>(std::sin(fx * at[1] + fy * at[0])));
    });
}

/// Soft blotches that resemble no class.
void addBlobs(SplitMix64& random, cv::Mat& image) {
    const int count = random.whole(2, 7);
    for (int i = 0; i < count; ++i) {
        cv::Mat blob = cv::Mat::zeros(image.size(), CV_32FC1);
        const cv::Point center(random.whole(0, image.cols - 1), random.whole(0, image.rows - 1));
        const cv::Size axes(random.whole(8, 50), random.whole(8, 50));
        cv::ellipse(blob, center, axes, random.between(0.0, 180.0), 0.0, 360.0, cv::Scalar(1.0), cv::FILLED);
        const double sigma = random.between(5.0, 12.0);
        cv::GaussianBlur(blob, blob, {}, sigma);
        addScaled(image, blob, (randomColour(random) - cv::Vec3f(128.0F, 128.0F, 128.0F)) * 0.3F);
    }
}

/// CV_32FC3, values around 0 to 255.
cv::Mat drawGround(SplitMix64& random, cv::Size size) {
    const cv::Vec3f from = dulled(randomColour(random), 0.55F);
    const cv::Vec3f to = dulled(from * 0.6F + randomColour(random) * 0.4F, 0.4F);
    const double angle = random.between(-kLargestTurn, kLargestTurn);
    const double reach = std::hypot(size.width, size.height);
    cv::Mat image(size, CV_32FC3);
    image.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const double x = (at[1] - 0.5 * size.width) / reach;
        const double y = (at[0] - 0.5 * size.height) / reach;
        const auto share = static_cast<float>(0.5 + x * std::cos(angle) + y * std::sin(angle));
        pixel = from * (1.0F - share) + to * share;
    });
    for (const int cells : {random.whole(4, 8), random.whole(16, 40)}) {
        const auto strength = static_cast<float>(random.between(4.0, 18.0));
        addScaled(image, smoothNoise(random, size, cells), cv::Vec3f::all(strength));
    }
    if (random.chance(0.4)) {
        addStripes(random, image);
    }
    if (random.chance(0.6)) {
        addBlobs(random, image);
    }
    return image;
}

/// A placed object, which later ones may still partly occlude.
struct Placed {
    int kind = 0;
    cv::Mat mask;     ///< CV_8UC1, coverage
    cv::Rect box;     ///< tight
    int inside = 0;   ///< pixels of the mask
    int visible = 0;  ///< pixels of the mask that are not occluded
    bool truncated = false;
    bool faint = false;
};

cv::Mat solid(const cv::Mat& mask) {
    return mask > 127;
}

double randomExtent(SplitMix64& random, cv::Size size) {
    const double shorter = std::min(size.width, size.height);
    if (random.chance(kSmallShare)) {
        return random.between(18.0, 30.0);
    }
    // Uniform on a logarithmic scale, as sizes in photographs roughly are.
    return std::exp(random.between(std::log(34.0), std::log(0.66 * shorter)));
}

double randomAspect(SplitMix64& random) {
    return random.chance(kElongatedShare) ? std::exp(random.between(std::log(1.4), std::log(3.2)))
                                          : random.between(1.0, 1.15);
}

/// @return nothing if the object would occlude another too much, or be too little visible itself
std::optional<Placed> tryPlace(SplitMix64& random, cv::Size size, const std::vector<Placed>& others) {
    const int kind = random.whole(0, static_cast<int>(sampleClasses().size()) - 1);
    const double extent = randomExtent(random, size);
    const double aspect = randomAspect(random);
    const double angle = random.between(-kLargestTurn, kLargestTurn);
    const double margin = random.chance(kTruncatedShare) ? 0.0 : 0.5 * extent * std::sqrt(aspect);
    const auto position = [&](int side) {
        const double edge = std::min(margin, 0.45 * side);
        return random.between(edge, side - edge);
    };
    const double x = position(size.width);
    const double y = position(size.height);
    const SampleShape shape = makeSampleShape(kind, {x, y}, extent, aspect, angle);

    Placed placed{.kind = kind, .mask = sampleMask(shape, size), .box = {}};
    const cv::Mat pixels = solid(placed.mask);
    placed.inside = cv::countNonZero(pixels);
    placed.visible = placed.inside;
    const double inside = placed.inside / std::max(1.0, shape.area());
    if (inside < kLeastInside) {
        return std::nullopt;
    }
    placed.truncated = inside < 0.97;
    placed.box = cv::boundingRect(pixels);
    for (const Placed& other : others) {
        const bool hidden =
            other.visible - cv::countNonZero(pixels & solid(other.mask)) < kLeastVisible * other.inside;
        if (hidden) {
            return std::nullopt;
        }
    }
    return placed;
}

/// Where the new object covers earlier ones, those lose visible pixels.
void occludeBelow(std::vector<Placed>& others, const Placed& above) {
    for (Placed& other : others) {
        other.visible -= cv::countNonZero(solid(above.mask) & solid(other.mask));
    }
}

/// A colour that contrasts with the background below the object, or barely does.
cv::Vec3f objectColour(SplitMix64& random, const cv::Mat& image, const Placed& object) {
    const cv::Scalar mean = cv::mean(image, object.mask);
    const cv::Vec3f ground(static_cast<float>(mean[0]), static_cast<float>(mean[1]),
                           static_cast<float>(mean[2]));
    if (object.faint) {
        const float sign = random.chance(0.5) ? 1.0F : -1.0F;
        return ground + cv::Vec3f::all(sign * static_cast<float>(random.between(14.0, 20.0)));
    }
    for (int attempt = 0; attempt < 40; ++attempt) {
        const cv::Vec3f colour = randomColour(random);
        if (cv::norm(colour - ground) > 95.0) {
            return colour;
        }
    }
    return ground[1] > 127.0F ? cv::Vec3f(20.0F, 20.0F, 20.0F) : cv::Vec3f(235.0F, 235.0F, 235.0F);
}

void paint(SplitMix64& random, cv::Mat& image, const Placed& object) {
    const cv::Vec3f colour = objectColour(random, image, object);
    // Light comes from one side, and the surface is slightly uneven.
    const double angle = random.between(-kLargestTurn, kLargestTurn);
    const double reach = std::max(object.box.width, object.box.height);
    const auto light = static_cast<float>(object.faint ? 4.0 : random.between(0.0, 35.0));
    const double cx = object.box.x + 0.5 * object.box.width;
    const double cy = object.box.y + 0.5 * object.box.height;
    const cv::Mat grain = smoothNoise(random, image.size(), 24);
    image.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const std::uint8_t cover = object.mask.at<std::uint8_t>(at[0], at[1]);
        if (cover == 0) {
            return;
        }
        const double along = ((at[1] - cx) * std::cos(angle) + (at[0] - cy) * std::sin(angle)) / reach;
        const float shade = light * static_cast<float>(along) + 5.0F * grain.at<float>(at[0], at[1]);
        const float share = static_cast<float>(cover) / 255.0F;
        pixel = pixel * (1.0F - share) + (colour + cv::Vec3f::all(shade)) * share;
    });
}

void finish(SplitMix64& random, cv::Mat& image) {
    if (random.chance(0.6)) {
        cv::GaussianBlur(image, image, {}, random.between(0.3, 0.9));
    }
    const auto sigma = static_cast<float>(random.between(1.0, 6.0));
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            // One draw gives three values: the sum of a few bytes is close enough to normal.
            const std::uint64_t bits = random.next();
            for (int c = 0; c < 3; ++c) {
                const auto sum = static_cast<int>((bits >> (20 * c)) & 0x1FU) +
                                 static_cast<int>((bits >> (20 * c + 5)) & 0x1FU) +
                                 static_cast<int>((bits >> (20 * c + 10)) & 0x1FU) +
                                 static_cast<int>((bits >> (20 * c + 15)) & 0x1FU);
                image.at<cv::Vec3f>(y, x)[c] += sigma * static_cast<float>(sum - 62) / 18.5F;
            }
        }
    }
}

SampleObject annotate(const Placed& object) {
    const double visible = static_cast<double>(object.visible) / object.inside;
    const bool small = std::min(object.box.width, object.box.height) < kDifficultSide;
    return {.name = sampleClasses()[static_cast<std::size_t>(object.kind)],
            .xmin = object.box.x + 1,
            .ymin = object.box.y + 1,
            .xmax = object.box.x + object.box.width,
            .ymax = object.box.y + object.box.height,
            .truncated = object.truncated,
            .occluded = visible < kOccludedBelow,
            .difficult = small || object.faint || visible < kDifficultBelow};
}

}  // namespace

SampleScene drawSampleScene(std::uint64_t seed, std::uint64_t index) {
    SplitMix64 random(seed, index);
    const cv::Size size = randomSize(random);
    cv::Mat image = drawGround(random, size);
    std::vector<Placed> objects;
    const int wanted = random.chance(kEmptyShare) ? 0 : random.whole(1, 6);
    for (int attempt = 0; attempt < 12 * wanted && static_cast<int>(objects.size()) < wanted; ++attempt) {
        std::optional<Placed> placed = tryPlace(random, size, objects);
        if (!placed) {
            continue;
        }
        placed->faint = random.chance(kFaintShare);
        occludeBelow(objects, *placed);
        paint(random, image, *placed);
        objects.push_back(std::move(*placed));
    }
    finish(random, image);
    cv::Mat pixels;
    image.convertTo(pixels, CV_8UC3);
    SampleScene scene{.image = imageFromMat(pixels), .objects = {}};
    std::transform(objects.begin(), objects.end(), std::back_inserter(scene.objects), annotate);
    return scene;
}

}  // namespace priorscope
