// Curves as a drawing in a page. Internal to core/training/report.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace priorscope::report {

struct ChartLine {
    std::string title{};  ///< markup
    std::string style{};  ///< attributes of its path: class="all"
    std::vector<double> x{};
    std::vector<double> y{};  ///< as many; what is not finite is left out
    bool has_dots = false;    ///< few points: each is marked
};

struct ChartMark {
    double x = 0.0;
    std::string label{};  ///< markup
};

struct Chart {
    std::string title{};  ///< markup, like the two below
    std::string x_title{};
    std::string y_title{};
    std::vector<ChartLine> lines{};
    std::vector<ChartMark> marks{};
    std::optional<std::pair<double, double>> y_range{};  ///< none: what the lines need
};

/// Values of 1, 2 or 5 times a power of ten within a range, ends included.
/// @param most  of them, at least 2
std::vector<double> niceTicks(double low, double high, int most);

/// With its legend. Lines of millions of points are drawn with the lowest and highest of each pixel.
/// @return markup; empty if no line has a point
std::string chartElement(const Chart& chart);

}  // namespace priorscope::report
