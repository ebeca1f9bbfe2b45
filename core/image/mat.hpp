// Image as an OpenCV matrix and back. For sources inside core only: public headers know no OpenCV.
#pragma once

#include <opencv2/core.hpp>

#include "core/image/image.hpp"

namespace priorscope {

/// A view of the image's own pixels, CV_8UC3 in RGB order: the image must outlive it.
cv::Mat matView(Image& image);
cv::Mat matView(const Image& image);  ///< as above; not to be written to

/// A copy of a CV_8UC3 matrix in RGB order.
Image imageFromMat(const cv::Mat& rgb);

}  // namespace priorscope
