// Conversion between Image and OpenCV matrices. Internal to core: public headers do not depend on OpenCV.
#pragma once

#include <opencv2/core.hpp>

#include "core/image/image.hpp"

namespace priorscope {

/// A CV_8UC3 view of the image's own pixels, in RGB order: the image must outlive it.
cv::Mat matView(Image& image);
cv::Mat matView(const Image& image);  ///< as above; read-only

/// A copy of a CV_8UC3 matrix in RGB order.
Image imageFromMat(const cv::Mat& rgb);

}  // namespace priorscope
