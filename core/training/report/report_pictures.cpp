#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/evaluation/rescoring/error_items.hpp"
#include "core/image/draw.hpp"
#include "core/training/report/report_parts.hpp"

namespace priorscope::report {
namespace {

constexpr int kSide = 200;  ///< pixels of a picture, at most

/// What the picture is about, with room around it.
/// @return fractions of the image
Box surroundings(const ErrorBoxes& boxes, int width, int height) {
    constexpr float kRoom = 0.35F;      // of the longer side
    constexpr float kLeastPixels = 24;  // of that room
    const Box& first = boxes.detection ? *boxes.detection : boxes.object.value();
    const Box& second = boxes.object ? *boxes.object : first;
    const Box both{std::min(first.x_min, second.x_min), std::min(first.y_min, second.y_min),
                   std::max(first.x_max, second.x_max), std::max(first.y_max, second.y_max)};
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    const float room = std::max(kRoom * std::max(both.width() * w, both.height() * h), kLeastPixels);
    return clippedToImage(
        {both.x_min - room / w, both.y_min - room / h, both.x_max + room / w, both.y_max + room / h});
}

/// The largest power of two by which the part stays at least as large as the picture.
int denominatorFor(const Box& part, int width, int height) {
    const float longer =
        std::max(part.width() * static_cast<float>(width), part.height() * static_cast<float>(height));
    int denominator = 1;
    while (denominator < 8 && longer / static_cast<float>(2 * denominator) >= kSide) {
        denominator *= 2;
    }
    return denominator;
}

Image cut(const ImagePart& decoded, const Box& part) {
    const auto pixel = [](float fraction, double side, int offset, int most) {
        return std::clamp(static_cast<int>(std::lround(fraction * side)) - offset, 0, most);
    };
    const Image& from = decoded.image;
    const int left = std::min(pixel(part.x_min, decoded.whole_width, decoded.x, from.width), from.width - 1);
    const int top =
        std::min(pixel(part.y_min, decoded.whole_height, decoded.y, from.height), from.height - 1);
    const int right = std::max(pixel(part.x_max, decoded.whole_width, decoded.x, from.width), left + 1);
    const int bottom = std::max(pixel(part.y_max, decoded.whole_height, decoded.y, from.height), top + 1);
    Image result{.width = right - left, .height = bottom - top, .rgb = {}};
    for (int y = top; y < bottom; ++y) {
        const auto row = from.rgb.begin() + 3 * (static_cast<std::ptrdiff_t>(from.width) * y + left);
        result.rgb.insert(result.rgb.end(), row, row + 3 * static_cast<std::ptrdiff_t>(result.width));
    }
    return result;
}

Box within(const Box& box, const Box& part) {
    return {(box.x_min - part.x_min) / part.width(), (box.y_min - part.y_min) / part.height(),
            (box.x_max - part.x_min) / part.width(), (box.y_max - part.y_min) / part.height()};
}

/// @throws Error if the image cannot be decoded
Image pictureOf(const Page& page, const ImageRow& record, const ErrorItem& item, const ErrorBoxes& boxes) {
    const int width = std::max(record.width, 1);
    const int height = std::max(record.height, 1);
    const Box part = surroundings(boxes, width, height);
    const ImagePart decoded =
        decodeImagePart(record.image_file, record.orientation, denominatorFor(part, width, height), part);
    Image picture = thumbnail(cut(decoded, part), kSide);
    const auto color = [&](int label) {
        return classColor(label - 1, std::max(page.classes(), label), ColorGround::dark);
    };
    std::vector<DrawnBox> drawn;
    if (boxes.detection && item.outcome) {
        drawn.push_back({within(*boxes.detection, part), {}, color(item.label)});
    }
    if (boxes.object) {
        drawn.push_back({within(*boxes.object, part), {}, Rgb{255, 255, 255}});
    }
    drawBoxes(picture, drawn);
    return picture;
}

/// "cat 0.87, IoU 0.32 with dog"
std::string captionOf(const Page& page, const ErrorItem& item, const ErrorBoxes& boxes) {
    std::string caption = page.className(item.label);
    if (item.outcome) {
        caption += " " + fixedText(item.score, 2);
    }
    if (item.outcome && boxes.iou && boxes.object_label > 0) {
        const auto label = static_cast<std::size_t>(boxes.object_label - 1);
        caption += ", " + page.said(Core::tr("IoU %1 with %2")
                                        .arg(fixedText(*boxes.iou, 2))
                                        .arg(page.split.mapping.names.at(label)));
    }
    if (item.reason) {
        caption += ": " + page.said(reasonTitle(*item.reason));
    }
    return caption;
}

std::string pictureElement(const Page& page, const ErrorItem& item) {
    const ErrorBoxes boxes = boxesOf(item, page.split.candidates, page.figures.truth);
    const ImageRow record = page.dataset.images[page.split.images[item.image]];
    const std::string caption = captionOf(page, item, boxes);
    std::string picture;
    try {
        picture = imageElement(pictureOf(page, record, item, boxes), caption);
    } catch (const Error&) {
        picture = element("p", page.said(Core::tr("The image cannot be read.")), "class=\"how\"");
    }
    return element("figure", picture + "<figcaption>" + caption + "<br/><span class=\"how\">" +
                                 xmlText(record.id) + "</span></figcaption>");
}

ErrorFilter filterOf(ErrorCause cause) {
    switch (cause) {
        case ErrorCause::classification:
            return {.outcome = Outcome::classification};
        case ErrorCause::localization:
            return {.outcome = Outcome::localization};
        case ErrorCause::both:
            return {.outcome = Outcome::both};
        case ErrorCause::duplicate:
            return {.outcome = Outcome::duplicate};
        case ErrorCause::background:
            return {.outcome = Outcome::background};
        case ErrorCause::missed:
            return {.missed = true};
    }
    return {};
}

}  // namespace

std::optional<std::string> picturesPart(const Page& page, const std::stop_token& stop,
                                        const ProgressFn& progress) {
    std::string text = heading(
        page, Core::tr("The surest errors"),
        Core::tr("Of each cause those with the highest score, at most %1. The detection in the colour of its "
                 "class, the object in white.")
            .arg(page.options.pictures));
    for (std::size_t i = 0; i < kErrorCauses; ++i) {
        const auto cause = static_cast<ErrorCause>(i);
        const std::vector<ErrorItem> items =
            errorItems(page.figures.kept, page.figures.judged, page.figures.prospects,
                       page.options.detection.min_score, filterOf(cause), {.most = page.options.pictures});
        std::string pictures;
        for (const ErrorItem& item : items) {
            if (stop.stop_requested()) {
                return std::nullopt;
            }
            pictures += pictureElement(page, item);
        }
        if (!items.empty()) {
            text +=
                element("h3", page.said(causeTitle(cause))) + element("div", pictures, "class=\"pictures\"");
        }
        if (progress) {
            progress({.done = static_cast<std::int64_t>(i) + 1, .total = kErrorCauses, .unit = "causes"});
        }
    }
    return text;
}

}  // namespace priorscope::report
