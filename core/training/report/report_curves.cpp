#include <cmath>
#include <string>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/report/report_parts.hpp"
#include "core/training/report/svg.hpp"

namespace priorscope::report {
namespace {

// Units of the drawing.
constexpr double kWidth = 640.0;
constexpr double kHeight = 400.0;
constexpr double kLeft = 48.0;
constexpr double kRight = 12.0;
constexpr double kTop = 12.0;
constexpr double kBottom = 40.0;

double xOf(double recall) {
    return kLeft + recall * (kWidth - kLeft - kRight);
}
double yOf(double precision) {
    return kHeight - kBottom - precision * (kHeight - kTop - kBottom);
}
/// Steps that nobody could see are left out.
std::string pathOf(const ClassCurve& curve) {
    constexpr double kVisible = 0.5;
    std::string path;
    double last_x = 0.0;
    double last_y = 0.0;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const double x = xOf(curve.points[i].recall(curve.positives));
        const double y = yOf(curve.points[i].precision());
        const bool is_end = i == 0 || i + 1 == curve.points.size();
        if (is_end || std::abs(x - last_x) + std::abs(y - last_y) >= kVisible) {
            path += (path.empty() ? "M" : " L") + placed(x, y);
            last_x = x;
            last_y = y;
        }
    }
    return path;
}

std::string axes(const Page& page) {
    std::string lines;
    for (int i = 0; i <= 5; ++i) {
        const double at = i / 5.0;
        const std::string label = fixedText(at, 1);
        lines += "<path class=\"grid\" d=\"M" + placed(xOf(at), yOf(0.0)) + " L" + placed(xOf(at), yOf(1.0)) +
                 " M" + placed(xOf(0.0), yOf(at)) + " L" + placed(xOf(1.0), yOf(at)) + "\"/>\n";
        lines += labelAt(xOf(at), yOf(0.0) + 14.0, "middle", label);
        lines += labelAt(kLeft - 6.0, yOf(at) + 4.0, "end", label);
    }
    lines += labelAt(xOf(0.5), kHeight - 6.0, "middle", page.said(Core::tr("Recall")));
    lines += uprightLabel(yOf(0.5), page.said(Core::tr("Precision")));
    return lines;
}

/// Lines of classes differ in colour, and in dashes every four.
std::string lineStyle(int label) {
    return "class=\"c" + std::to_string(label) + " d" + std::to_string((label - 1) % 4) + "\"";
}

std::string curveOf(const Page& page, const ClassCurve& curve) {
    if (curve.positives <= 0 || curve.points.empty()) {
        return {};
    }
    const bool is_all = curve.label == 0;
    const std::string title =
        is_all ? page.said(Core::tr("All classes together")) : page.className(curve.label);
    return "<path fill=\"none\" " + (is_all ? std::string("class=\"all\"") : lineStyle(curve.label)) +
           " d=\"" + pathOf(curve) + "\"><title>" + title + "</title></path>\n";
}

/// Where the score of the report stands on the curve of all classes.
std::string mark(const Page& page) {
    const auto precision = page.figures.counts.total.precision();
    const auto recall = page.figures.counts.total.recall();
    if (!precision || !recall) {
        return {};
    }
    return "<circle class=\"mark\" cx=\"" + fixedText(xOf(*recall), 1) + "\" cy=\"" +
           fixedText(yOf(*precision), 1) + "\" r=\"4\"><title>" +
           page.said(Core::tr("At score %1").arg(fixedText(page.options.detection.min_score, 2))) +
           "</title></circle>\n";
}

std::string legend(const Page& page) {
    std::string items = "<li><svg width=\"28\" height=\"8\"><path class=\"all\" d=\"M0,4 L28,4\"/></svg> " +
                        page.said(Core::tr("All classes together")) + "</li>\n";
    for (const ClassCurve& curve : page.figures.curves.classes) {
        if (curve.positives > 0) {
            items += "<li><svg width=\"28\" height=\"8\"><path " + lineStyle(curve.label) +
                     " d=\"M0,4 L28,4\"/></svg> " + page.className(curve.label) + " " +
                     figure(curve.ap_voc07) + "</li>\n";
        }
    }
    return element("ul", items, "class=\"legend\"");
}

}  // namespace

std::string curvesPart(const Page& page) {
    std::string drawing = axes(page);
    for (const ClassCurve& curve : page.figures.curves.classes) {
        drawing += curveOf(page, curve);
    }
    drawing += curveOf(page, page.figures.curves.all) + mark(page);
    const std::string label = page.said(Core::tr("Precision against recall, class by class"));
    return heading(
               page, Core::tr("Precision and recall"),
               Core::tr(
                   "Each point of a curve is a threshold on the score: from the right, where every detection "
                   "counts, to the left, where only the surest do. The circle is the score of this report. "
                   "Beside the classes: AP (VOC07).")) +
           element("svg", drawing,
                   "class=\"plot\" viewBox=\"0 0 640 400\" role=\"img\" aria-label=\"" + label + "\"") +
           legend(page);
}

}  // namespace priorscope::report
