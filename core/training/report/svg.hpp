// Pieces of drawings in a page. Internal to core/training/report.
#pragma once

#include <string>

#include "core/base/text/number_text.hpp"

namespace priorscope::report {

/// "12.0,40.5"
inline std::string placed(double x, double y) {
    return fixedText(x, 1) + "," + fixedText(y, 1);
}

/// @param anchor   start, middle or end
/// @param content  markup
inline std::string labelAt(double x, double y, const std::string& anchor, const std::string& content) {
    return "<text x=\"" + fixedText(x, 1) + "\" y=\"" + fixedText(y, 1) + "\" text-anchor=\"" + anchor +
           "\">" + content + "</text>\n";
}

/// Along the left edge, upwards. @param content  markup
inline std::string uprightLabel(double y, const std::string& content) {
    return "<text transform=\"translate(12," + fixedText(y, 1) + ") rotate(-90)\" text-anchor=\"middle\">" +
           content + "</text>\n";
}

}  // namespace priorscope::report
