#include "core/image/draw.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <ranges>

#include "core/image/mat.hpp"

namespace priorscope {
namespace {

constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;

cv::Scalar scalarOf(const Rgb& color) {
    return {static_cast<double>(color[0]), static_cast<double>(color[1]), static_cast<double>(color[2])};
}

cv::Rect pixelsOf(const Box& box, const cv::Mat& image) {
    const auto pixel = [](float fraction, int side) {
        return std::clamp(static_cast<int>(std::lround(fraction * static_cast<float>(side))), 0, side);
    };
    return {cv::Point(pixel(box.x_min, image.cols), pixel(box.y_min, image.rows)),
            cv::Point(pixel(box.x_max, image.cols), pixel(box.y_max, image.rows))};
}

/// Above the box where there is room, else inside it at the top.
void drawLabel(cv::Mat& image, const cv::Rect& box, const DrawnBox& drawn, double scale, int thickness) {
    int baseline = 0;
    const cv::Size text = cv::getTextSize(drawn.label, kFont, scale, thickness, &baseline);
    const int padding = 2 + thickness;
    const int height = text.height + baseline + padding;
    const int left = std::clamp(box.x, 0, std::max(0, image.cols - text.width - 2 * padding));
    const int top = box.y >= height ? box.y - height : box.y;
    cv::rectangle(image, cv::Rect(left, top, text.width + 2 * padding, height), scalarOf(drawn.color),
                  cv::FILLED);
    // Class colours on photographs are light: black text reads well on every one of them.
    cv::putText(image, drawn.label, {left + padding, top + text.height + padding / 2}, kFont, scale,
                cv::Scalar(0, 0, 0), thickness, cv::LINE_AA);
}

}  // namespace

void drawBoxes(Image& image, const std::vector<DrawnBox>& boxes) {
    if (image.empty()) {
        return;
    }
    cv::Mat pixels = matView(image);
    const int longer = std::max(image.width, image.height);
    const int line = std::max(1, static_cast<int>(std::lround(longer / 320.0)));
    const double scale = std::clamp(longer / 1000.0, 0.35, 1.6);
    const int text_line = std::max(1, static_cast<int>(std::lround(scale * 1.4)));
    // From the last to the first, so that the first lies on top.
    for (const DrawnBox& box : std::views::reverse(boxes)) {
        cv::rectangle(pixels, pixelsOf(box.box, pixels), scalarOf(box.color), line, cv::LINE_8);
    }
    for (const DrawnBox& box : std::views::reverse(boxes)) {
        if (!box.label.empty()) {
            drawLabel(pixels, pixelsOf(box.box, pixels), box, scale, text_line);
        }
    }
}

}  // namespace priorscope
