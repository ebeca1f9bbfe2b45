#include "core/geometry/box.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/geometry/overlap.hpp"

namespace priorscope {
namespace {

std::string describe(const Box& box) {
    return "(" + numberText(box.x_min) + ", " + numberText(box.y_min) + ", " + numberText(box.x_max) + ", " +
           numberText(box.y_max) + ")";
}

void requireFinite(std::span<const Box> boxes, const Sentence& list) {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!isFinite(boxes[i])) {
            throw Error({.action = Core::tr("comparing boxes"),
                         .reason = Core::tr("box %1 of the %2 has a coordinate that is not finite: %3")
                                       .arg(i)
                                       .arg(list)
                                       .arg(describe(boxes[i]))});
        }
    }
}

}  // namespace

CenterBox centerFromBox(const Box& box) {
    return {0.5F * (box.x_min + box.x_max), 0.5F * (box.y_min + box.y_max), box.width(), box.height()};
}

Box boxFromCenter(const CenterBox& box) {
    return {box.cx - 0.5F * box.w, box.cy - 0.5F * box.h, box.cx + 0.5F * box.w, box.cy + 0.5F * box.h};
}

Box clippedToImage(const Box& box) {
    return {std::clamp(box.x_min, 0.0F, 1.0F), std::clamp(box.y_min, 0.0F, 1.0F),
            std::clamp(box.x_max, 0.0F, 1.0F), std::clamp(box.y_max, 0.0F, 1.0F)};
}

std::optional<Box> visiblePart(const Box& box) {
    const Box visible = clippedToImage(box);
    return visible.area() > 0.0F ? std::optional(visible) : std::nullopt;
}

bool isFinite(const Box& box) {
    return std::isfinite(box.x_min) && std::isfinite(box.y_min) && std::isfinite(box.x_max) &&
           std::isfinite(box.y_max);
}

float intersectionOverUnion(const Box& a, const Box& b) {
    return iouFromOverlaps(overlapLength(a.x_min, a.x_max, b.x_min, b.x_max),
                           overlapLength(a.y_min, a.y_max, b.y_min, b.y_max), a.area(), b.area());
}

std::vector<float> pairwiseIou(std::span<const Box> a, std::span<const Box> b) {
    requireFinite(a, Core::tr("first list"));
    requireFinite(b, Core::tr("second list"));
    std::vector<float> areas(b.size());
    std::transform(b.begin(), b.end(), areas.begin(), [](const Box& box) { return box.area(); });
    std::vector<float> result(a.size() * b.size());
    float* out = result.data();
    for (const Box& first : a) {
        const float area = first.area();
        for (std::size_t j = 0; j < b.size(); ++j) {
            const Box& second = b[j];
            *out++ = iouFromOverlaps(overlapLength(first.x_min, first.x_max, second.x_min, second.x_max),
                                     overlapLength(first.y_min, first.y_max, second.y_min, second.y_max),
                                     area, areas[j]);
        }
    }
    return result;
}

std::array<float, 4> encodeOffsets(const Box& box, const CenterBox& prior, const Variances& variances) {
    const CenterBox center = centerFromBox(box);
    if (!(center.w > 0.0F) || !(center.h > 0.0F) || !(prior.w > 0.0F) || !(prior.h > 0.0F)) {
        throw Error({.action = Core::tr("encoding a box relative to a prior"),
                     .reason = Core::tr("both must have positive sides, got a box %1 and a prior of %2 x %3")
                                   .arg(describe(box))
                                   .arg(numberText(prior.w))
                                   .arg(numberText(prior.h))});
    }
    return {(center.cx - prior.cx) / prior.w / variances.center,
            (center.cy - prior.cy) / prior.h / variances.center,
            std::log(center.w / prior.w) / variances.size, std::log(center.h / prior.h) / variances.size};
}

Box decodeOffsets(const std::array<float, 4>& offsets, const CenterBox& prior, const Variances& variances) {
    const float log_w = std::min(offsets[2] * variances.size, kMaxLogScale);
    const float log_h = std::min(offsets[3] * variances.size, kMaxLogScale);
    return boxFromCenter({prior.cx + offsets[0] * variances.center * prior.w,
                          prior.cy + offsets[1] * variances.center * prior.h, prior.w * std::exp(log_w),
                          prior.h * std::exp(log_h)});
}

}  // namespace priorscope
