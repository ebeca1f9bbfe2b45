// The function table that the library of image codecs exports to core.
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>

#include "core/image/image_codecs.hpp"

namespace {

cv::Mat decode(const std::string& bytes) {
    const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1,
                          const_cast<char*>(bytes.data()));  // imdecode only reads it
    return cv::imdecode(encoded, cv::IMREAD_COLOR | cv::IMREAD_ANYDEPTH | cv::IMREAD_IGNORE_ORIENTATION);
}

bool encode(const char* ending, const cv::Mat& bgr, const std::vector<int>& flags,
            std::vector<std::uint8_t>& bytes) {
    return cv::imencode(ending, bgr, bytes, flags);
}

}  // namespace

/// Looked up by name after the library has been loaded.
extern "C" const priorscope::ImageCodecs& priorscopeImageCodecs() {
    static const priorscope::ImageCodecs codecs = [] {
        // What OpenCV says goes to the terminal; what matters of it is told by our own errors.
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        return priorscope::ImageCodecs{.decode = decode, .encode = encode};
    }();
    return codecs;
}
