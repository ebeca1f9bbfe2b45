#include "core/dataset/sample_shapes.hpp"

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace priorscope {
namespace {

using Contour = std::vector<cv::Point2d>;

/// Points of a circle around the origin.
Contour circle(double radius) {
    constexpr int kPoints = 72;
    Contour contour;
    for (int i = 0; i < kPoints; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kPoints;
        contour.emplace_back(radius * std::cos(angle), radius * std::sin(angle));
    }
    return contour;
}

Contour star() {
    constexpr int kTips = 5;
    Contour contour;
    for (int i = 0; i < 2 * kTips; ++i) {
        const double radius = i % 2 == 0 ? 0.54 : 0.23;
        const double angle = std::numbers::pi * i / kTips - std::numbers::pi / 2.0;
        contour.emplace_back(radius * std::cos(angle), radius * std::sin(angle));
    }
    return contour;
}

/// Contours in a unit square around the origin, in the order of sampleClasses().
std::vector<Contour> unitContours(int kind) {
    constexpr double kArm = 0.16;  // half the width of the cross's arms
    switch (kind) {
        case 0:
            return {circle(0.5)};
        case 1:
            return {{{-kArm, -0.5},
                     {kArm, -0.5},
                     {kArm, -kArm},
                     {0.5, -kArm},
                     {0.5, kArm},
                     {kArm, kArm},
                     {kArm, 0.5},
                     {-kArm, 0.5},
                     {-kArm, kArm},
                     {-0.5, kArm},
                     {-0.5, -kArm},
                     {-kArm, -kArm}}};
        case 2:
            return {circle(0.5), circle(0.29)};
        case 3:
            return {{{-0.46, -0.46}, {0.46, -0.46}, {0.46, 0.46}, {-0.46, 0.46}}};
        case 4:
            return {star()};
        default:
            return {{{0.0, -0.52}, {0.52, 0.44}, {-0.52, 0.44}}};
    }
}

}  // namespace

const std::vector<std::string>& sampleClasses() {
    static const std::vector<std::string> names{"circle", "cross", "ring", "square", "star", "triangle"};
    return names;
}

double SampleShape::area() const {
    double area = 0.0;
    for (std::size_t c = 0; c < contours.size(); ++c) {
        const Contour& contour = contours[c];
        double twice = 0.0;
        for (std::size_t i = 0; i < contour.size(); ++i) {
            twice += contour[i].cross(contour[(i + 1) % contour.size()]);
        }
        area += (c == 0 ? 0.5 : -0.5) * std::abs(twice);
    }
    return area;
}

SampleShape makeSampleShape(int kind, cv::Point2d center, double extent, double aspect, double angle) {
    SampleShape shape{.kind = kind, .contours = unitContours(kind)};
    const double length = extent * std::sqrt(aspect);
    const double width = extent / std::sqrt(aspect);
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    for (Contour& contour : shape.contours) {
        for (cv::Point2d& point : contour) {
            const double along = point.x * length;
            const double across = point.y * width;
            point = {center.x + cosine * along - sine * across, center.y + sine * along + cosine * across};
        }
    }
    return shape;
}

cv::Mat sampleMask(const SampleShape& shape, cv::Size size) {
    constexpr int kShift = 6;  // bits of a pixel's fraction
    std::vector<std::vector<cv::Point>> contours;
    for (const Contour& contour : shape.contours) {
        std::vector<cv::Point>& fixed = contours.emplace_back();
        for (const cv::Point2d& point : contour) {
            fixed.emplace_back(static_cast<int>(std::lround(point.x * (1 << kShift))),
                               static_cast<int>(std::lround(point.y * (1 << kShift))));
        }
    }
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    cv::fillPoly(mask, contours, cv::Scalar(255), cv::LINE_AA, kShift);
    return mask;
}

}  // namespace priorscope
