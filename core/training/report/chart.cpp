#include "core/training/report/chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/text/number_text.hpp"
#include "core/training/report/html.hpp"
#include "core/training/report/svg.hpp"

namespace priorscope::report {
namespace {

// Units of the drawing.
constexpr double kWidth = 640.0;
constexpr double kHeight = 260.0;
constexpr double kLeft = 56.0;
constexpr double kRight = 12.0;
constexpr double kTop = 24.0;
constexpr double kBottom = 40.0;

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool isEmpty() const { return !(low <= high); }
};

/// Where values lie in the drawing.
struct Frame {
    Range x;
    Range y;
    double xOf(double value) const {
        return kLeft + (value - x.low) / (x.high - x.low) * (kWidth - kLeft - kRight);
    }
    double yOf(double value) const {
        return kHeight - kBottom - (value - y.low) / (y.high - y.low) * (kHeight - kTop - kBottom);
    }
};

std::optional<Frame> frameOf(const Chart& chart) {
    Frame frame;
    for (const ChartLine& line : chart.lines) {
        for (std::size_t i = 0; i < line.x.size(); ++i) {
            if (std::isfinite(line.y[i])) {
                frame.x.take(line.x[i]);
                frame.y.take(line.y[i]);
            }
        }
    }
    if (frame.x.isEmpty()) {
        return std::nullopt;
    }
    frame.x.low = std::min(frame.x.low, 0.0);
    if (chart.y_range) {
        frame.y = {chart.y_range->first, chart.y_range->second};
    } else if (frame.y.low >= 0.0 && frame.y.low < 0.5 * frame.y.high) {
        frame.y.low = 0.0;  // in view where it costs little
    }
    for (Range* range : {&frame.x, &frame.y}) {
        if (range->high <= range->low) {
            range->high = range->low + std::max(1e-9, std::abs(range->low));
        }
    }
    return frame;
}

/// Of the points that fall on one pixel column, the first, the lowest, the highest and the last.
std::string pathOf(const ChartLine& line, const Frame& frame) {
    std::string path;
    const auto draw = [&path, &frame, &line](std::size_t i) {
        path += (path.empty() ? "M" : " L") + placed(frame.xOf(line.x[i]), frame.yOf(line.y[i]));
    };
    std::vector<std::size_t> column;
    const auto drawColumn = [&] {
        if (column.empty()) {
            return;
        }
        const auto [low, high] =
            std::ranges::minmax_element(column, {}, [&line](std::size_t i) { return line.y[i]; });
        std::vector<std::size_t> kept{column.front(), *low, *high, column.back()};
        std::ranges::sort(kept);
        kept.erase(std::ranges::unique(kept).begin(), kept.end());
        std::ranges::for_each(kept, draw);
        column.clear();
    };
    double pixel = -1.0;
    for (std::size_t i = 0; i < line.x.size(); ++i) {
        if (!std::isfinite(line.y[i])) {
            continue;
        }
        const double at = std::floor(frame.xOf(line.x[i]));
        if (at != pixel) {
            drawColumn();
            pixel = at;
        }
        column.push_back(i);
    }
    drawColumn();
    return path;
}

std::string axesOf(const Chart& chart, const Frame& frame) {
    std::string drawing;
    const double bottom = kHeight - kBottom;
    for (const double tick : niceTicks(frame.x.low, frame.x.high, 8)) {
        drawing += "<path class=\"grid\" d=\"M" + placed(frame.xOf(tick), kTop) + " L" +
                   placed(frame.xOf(tick), bottom) + "\"/>\n" +
                   labelAt(frame.xOf(tick), bottom + 14.0, "middle", significantText(tick, 6));
    }
    for (const double tick : niceTicks(frame.y.low, frame.y.high, 6)) {
        drawing += "<path class=\"grid\" d=\"M" + placed(kLeft, frame.yOf(tick)) + " L" +
                   placed(kWidth - kRight, frame.yOf(tick)) + "\"/>\n" +
                   labelAt(kLeft - 6.0, frame.yOf(tick) + 4.0, "end", significantText(tick, 6));
    }
    drawing += labelAt((kLeft + kWidth - kRight) / 2.0, kHeight - 6.0, "middle", chart.x_title);
    drawing += uprightLabel((kTop + bottom) / 2.0, chart.y_title);
    return drawing;
}

std::string marksOf(const Chart& chart, const Frame& frame) {
    std::string drawing;
    for (const ChartMark& mark : chart.marks) {
        if (mark.x < frame.x.low || mark.x > frame.x.high) {
            continue;
        }
        const double x = frame.xOf(mark.x);
        const char* anchor = x < kWidth / 4.0 ? "start" : x > 3.0 * kWidth / 4.0 ? "end" : "middle";
        drawing += "<path class=\"event\" d=\"M" + placed(x, kTop) + " L" + placed(x, kHeight - kBottom) +
                   "\"><title>" + mark.label + "</title></path>\n" +
                   labelAt(x, kTop - 8.0, anchor, mark.label);
    }
    return drawing;
}

std::string linesOf(const Chart& chart, const Frame& frame) {
    std::string drawing;
    for (const ChartLine& line : chart.lines) {
        const std::string path = pathOf(line, frame);
        if (path.empty()) {
            continue;
        }
        drawing += "<path " + line.style + " d=\"" + path + "\"><title>" + line.title + "</title></path>\n";
        for (std::size_t i = 0; line.has_dots && i < line.x.size(); ++i) {
            if (std::isfinite(line.y[i])) {
                drawing += "<circle class=\"mark\" cx=\"" + fixedText(frame.xOf(line.x[i]), 1) + "\" cy=\"" +
                           fixedText(frame.yOf(line.y[i]), 1) + "\" r=\"2.5\"/>\n";
            }
        }
    }
    return drawing;
}

std::string legendOf(const Chart& chart) {
    std::string items;
    for (const ChartLine& line : chart.lines) {
        if (!line.title.empty() && !line.x.empty()) {
            items += "<li><svg width=\"28\" height=\"8\"><path " + line.style + " d=\"M0,4 L28,4\"/></svg> " +
                     line.title + "</li>\n";
        }
    }
    return element("ul", items, "class=\"legend\"");
}

}  // namespace

std::vector<double> niceTicks(double low, double high, int most) {
    if (!(high > low)) {
        return {low};
    }
    const double least = (high - low) / most;
    double step = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * step >= least * (1.0 - 1e-9)) {
            step *= factor;
            break;
        }
    }
    std::vector<double> ticks;
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    for (double i = first; i <= last; i += 1.0) {
        ticks.push_back(i * step + 0.0);  // no negative zero
    }
    return ticks;
}

std::string chartElement(const Chart& chart) {
    const std::optional<Frame> frame = frameOf(chart);
    if (!frame) {
        return {};
    }
    const std::string drawing = axesOf(chart, *frame) + marksOf(chart, *frame) + linesOf(chart, *frame);
    return element("h3", chart.title) +
           element("svg", drawing,
                   "class=\"plot\" viewBox=\"0 0 640 260\" role=\"img\" aria-label=\"" + chart.title + "\"") +
           (chart.lines.size() > 1 ? legendOf(chart) : std::string());
}

}  // namespace priorscope::report
