#include <optional>

#include "core/augmentation/transform_draw.hpp"

namespace priorscope {
namespace {

constexpr int kTries = 50;
/// The last stands for no crop.
constexpr double kMinimumIou[] = {0.0, 0.1, 0.3, 0.5, 0.7, 0.9};
constexpr std::size_t kChoices = std::size(kMinimumIou) + 1;

double overlap(const Rectangle& a, const Rectangle& b) {
    const double common = a.intersected(b).area();
    return common > 0.0 ? common / (a.area() + b.area() - common) : 0.0;
}

/// Whether an object reaches the IoU with the part, and the centre of one is inside.
bool isAllowed(const Canvas& canvas, const Rectangle& part, double minimum_iou) {
    bool has_targets = false;
    bool reaches = false;
    for (const CanvasObject& object : canvas.objects) {
        if (object.is_target) {
            has_targets = true;
            reaches = reaches || overlap(object.box, part) >= minimum_iou;
        }
    }
    return !has_targets || (reaches && canvas.targetsInside(part) > 0);
}

std::optional<Rectangle> cropUnder(TransformDraw& draw, double minimum_iou) {
    const Canvas& canvas = draw.canvas;
    for (int i = 0; i < kTries; ++i) {
        const double height = draw.between(draw.strength, 1.0) * canvas.height;
        const double width = draw.between(draw.strength, 1.0) * canvas.width;
        if (height <= 0.5 * width || height >= 2.0 * width) {
            continue;
        }
        const double left = draw.between(0.0, canvas.width - width);
        const double top = draw.between(0.0, canvas.height - height);
        const Rectangle part{left, top, left + width, top + height};
        if (isAllowed(canvas, part, minimum_iou)) {
            return part;
        }
    }
    return std::nullopt;
}

}  // namespace

/// Crops under a minimum IoU with an object. If 50 tries fail, another minimum is drawn; "no crop" is among
/// them, which ends the search.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2; the tutorial's random_crop()
Sentence drawCrop(TransformDraw& draw) {
    if (!draw.happens()) {
        return {};
    }
    for (;;) {
        const std::uint64_t choice = draw.random.below(kChoices);
        if (choice + 1 == kChoices) {
            return {};
        }
        const double minimum_iou = kMinimumIou[choice];
        if (const std::optional<Rectangle> part = cropUnder(draw, minimum_iou)) {
            const double width_share = part->width() / draw.canvas.width;
            const double height_share = part->height() / draw.canvas.height;
            draw.canvas.cut(*part);
            return Core::tr("cropped to %1 × %2, IoU from %3")
                .arg(twoDecimals(width_share))
                .arg(twoDecimals(height_share))
                .arg(twoDecimals(minimum_iou));
        }
    }
}

}  // namespace priorscope
