// Outlines of the sample dataset's shapes. Internal to core/dataset.
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/base/random.hpp"

namespace priorscope {

/// Names of the shape classes, sorted: circle, cross, ring, square, star, triangle.
const std::vector<std::string>& sampleClasses();

/// A shape in the image: contours in pixels, filled by the even-odd rule.
struct SampleShape {
    int kind = 0;  ///< index into sampleClasses()
    std::vector<std::vector<cv::Point2d>> contours;

    double area() const;  ///< px², without holes
};

/// @param extent  px, the side of the square that holds the unrotated, unelongated shape
/// @param aspect  length / width, at least 1; the area stays close to that of the square
/// @param angle   radians
SampleShape makeSampleShape(int kind, cv::Point2d center, double extent, double aspect, double angle);

/// Antialiased coverage of each pixel, 0 to 255: CV_8UC1.
cv::Mat sampleMask(const SampleShape& shape, cv::Size size);

}  // namespace priorscope
