// OpenCV's readers and writers of image files: a library of their own, loaded on first use, since the
// libraries that they need (GDAL among them) would delay every start by a sixth of a second. JPEG and PNG are
// read without them. Internal to core.
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace priorscope {

/// The functions of that library.
struct ImageCodecs {
    /// @return BGR or grey as stored, of 8 or 16 bits, orientation ignored; empty if it knows no such format
    /// @throws cv::Exception for damaged files
    cv::Mat (*decode)(const std::string& bytes);
    /// @param ending  with its dot; it chooses the format
    /// @param flags  pairs of cv::ImwriteFlags and values
    /// @return false if it cannot be encoded
    /// @throws cv::Exception as well
    bool (*encode)(const char* ending, const cv::Mat& bgr, const std::vector<int>& flags,
                   std::vector<std::uint8_t>& bytes);
};

/// Callable from any thread.
/// @throws Error if the library is missing or cannot be loaded
const ImageCodecs& imageCodecs();

}  // namespace priorscope
