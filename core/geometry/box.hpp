// Boxes, their overlap, and the regression offsets of a detector.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace priorscope {

/// Corner coordinates as fractions of the image: x to the right, y down, (0, 0) is the upper left corner.
struct Box {
    float x_min = 0.0F;
    float y_min = 0.0F;
    float x_max = 0.0F;
    float y_max = 0.0F;

    float width() const { return x_max - x_min; }
    float height() const { return y_max - y_min; }
    /// 0 for a box that is empty or inverted.
    float area() const { return width() > 0.0F && height() > 0.0F ? width() * height() : 0.0F; }
    bool operator==(const Box&) const = default;
};

/// The same box by centre and size, in the same units.
struct CenterBox {
    float cx = 0.0F;
    float cy = 0.0F;
    float w = 0.0F;
    float h = 0.0F;
    bool operator==(const CenterBox&) const = default;
};

CenterBox centerFromBox(const Box& box);
Box boxFromCenter(const CenterBox& box);

bool isFinite(const Box& box);

/// Clamps the corners to [0, 1].
Box clippedToImage(const Box& box);

/// The part of a box inside the image; none if that has no area. This is what training learns from, and so
/// what priors have to cover.
std::optional<Box> visiblePart(const Box& box);

/// Intersection over union; 0 where either box has no area.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2 (there: Jaccard overlap)
float intersectionOverUnion(const Box& a, const Box& b);

/// Intersection over union of every pair.
/// @param a, b  [N] and [M] boxes
/// @return [N × M], row-major, in [0, 1]; 0 where a box has no area
/// @throws Error naming the first box with a non-finite coordinate
std::vector<float> pairwiseIou(std::span<const Box> a, std::span<const Box> b);

/// Divisors of the offsets: 0.1 for the centre and 0.2 for the size in SSD (torchvision's weights 10, 10, 5,
/// 5).
struct Variances {
    float center = 0.1F;
    float size = 0.2F;
    bool operator==(const Variances&) const = default;
};

/// (dx, dy, dw, dh) of a box relative to a prior: ((cx - pcx) / pw / 0.1, …, ln(w / pw) / 0.2, …).
/// @throws Error if the box or the prior does not have positive width and height
/// Source: "SSD: Single Shot MultiBox Detector" (2016), equation 2, divided by Caffe's variances
std::array<float, 4> encodeOffsets(const Box& box, const CenterBox& prior, const Variances& variances);

/// Upper limit of a log size offset, ln(1000 / 16): a box grows at most 62.5-fold (torchvision's BoxCoder).
inline constexpr float kMaxLogScale = 4.135166556742356F;

/// The inverse of encodeOffsets. Size offsets are limited to kMaxLogScale after multiplication by the
/// variance, so that an extreme prediction gives a large box rather than infinity.
Box decodeOffsets(const std::array<float, 4>& offsets, const CenterBox& prior, const Variances& variances);

}  // namespace priorscope
