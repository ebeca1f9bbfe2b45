#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/plan/run_course.hpp"
#include "core/training/report/chart.hpp"
#include "core/training/report/run_report_parts.hpp"
#include "core/training/run/curves.hpp"

namespace priorscope::report {
namespace {

constexpr double kSmoothing = 0.6;

ChartLine ofSteps(const RunPage& page, const std::string& title, const std::string& style,
                  const std::function<double(const StepMetrics&)>& figure, double smoothing = kSmoothing) {
    ChartLine line{.title = title, .style = style};
    for (const StepMetrics& step : page.run.steps) {
        line.x.push_back(static_cast<double>(step.step));
    }
    line.y = smoothed(figuresOf(page.run.steps, figure), smoothing);
    return line;
}

ChartLine ofEvaluations(const RunPage& page, const std::string& title, const std::string& style,
                        const std::function<std::optional<double>(const EvaluationRow&)>& figure) {
    ChartLine line{.title = title, .style = style, .has_dots = true};
    for (const EvaluationRow& row : page.run.evaluations) {
        if (const std::optional<double> value = figure(row)) {
            line.x.push_back(static_cast<double>(row.step));
            line.y.push_back(*value);
        }
    }
    return line;
}

Sentence changeText(const RunChange& change) {
    switch (change.kind) {
        case RunChange::Kind::rate:
            return Core::tr("rate %1").arg(numberText(change.value));
        case RunChange::Kind::steps:
            return Core::tr("length %1").arg(numberText(change.value));
        case RunChange::Kind::finish:
            return Core::tr("finish");
        case RunChange::Kind::evaluate:
            return {};  // its figures are in the curves
    }
    return {};
}

std::vector<ChartMark> marksOf(const RunPage& page) {
    std::vector<ChartMark> marks;
    for (const RunChange& change : page.run.course.changes) {
        if (const Sentence text = changeText(change); !text.empty()) {
            marks.push_back({static_cast<double>(change.step), page.said(text)});
        }
    }
    for (const RunBreak& each : page.system.breaks) {
        marks.push_back({static_cast<double>(each.step),
                         page.said(each.seconds ? Core::tr("paused") : Core::tr("resumed"))});
    }
    return marks;
}

Chart chartOf(const RunPage& page, const Sentence& title, const Sentence& y_title) {
    return {.title = page.said(title), .x_title = page.said(Core::tr("step")), .y_title = page.said(y_title)};
}

Chart losses(const RunPage& page) {
    Chart chart = chartOf(page, Core::tr("Loss"), Core::tr("loss"));
    chart.marks = marksOf(page);
    chart.lines.push_back(ofSteps(page, page.said(Core::tr("total")), "class=\"all\"", &StepMetrics::loss));
    const std::vector<std::string>& terms = page.run.spec.family->losses;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto term = [i](const StepMetrics& step) {
            return i < step.losses.size() ? step.losses[i] : std::nan("");
        };
        chart.lines.push_back(
            ofSteps(page, page.said(lossTitle(terms[i])), "class=\"t" + std::to_string(i % 4) + "\"", term));
    }
    chart.lines.push_back(ofEvaluations(page, page.said(Core::tr("validation")), "class=\"t4\"",
                                        [](const EvaluationRow& row) { return row.loss; }));
    return chart;
}

Chart precisions(const RunPage& page) {
    Chart chart = chartOf(page, Core::tr("Average precision"), Core::tr("AP@0.5 (VOC07)"));
    chart.y_range = {0.0, 1.0};
    const std::vector<std::string>& classes = page.run.spec.classes;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        ChartLine line = ofEvaluations(
            page, xmlText(classes[i]),
            "class=\"c" + std::to_string(i + 1) + " d" + std::to_string(i % 4) + "\"",
            [i](const EvaluationRow& row) {
                return i < row.class_ap_voc07.size() ? row.class_ap_voc07[i] : std::optional<double>();
            });
        line.has_dots = false;
        chart.lines.push_back(std::move(line));
    }
    chart.lines.push_back(ofEvaluations(page, page.said(Core::tr("mean")), "class=\"all\"",
                                        [](const EvaluationRow& row) { return row.map_voc07; }));
    return chart;
}

}  // namespace

std::string runCurvesStyle() {
    return ".t0{stroke:#0072b2}.t1{stroke:#e69f00;stroke-dasharray:7 3}.t2{stroke:#cc79a7;stroke-dasharray:2 "
           "2}"
           ".t3{stroke:#d55e00;stroke-dasharray:8 3 2 3}.t4{stroke:#009e73;stroke-dasharray:4 2}"
           ".event{stroke:var(--second);stroke-dasharray:1 3}tr.other th,tr.other td{font-weight:700}\n";
}

std::string runCurvesPart(const RunPage& page) {
    const auto single = [&page](const Sentence& title, const Sentence& y_title,
                                const std::function<double(const StepMetrics&)>& figure, double smoothing) {
        Chart chart = chartOf(page, title, y_title);
        chart.lines.push_back(ofSteps(page, page.said(title), "class=\"all\"", figure, smoothing));
        return chartElement(chart);
    };
    return heading(page, Core::tr("Curves"),
                   Core::tr("Figures of steps are smoothed as TensorBoard does it, by %1.")
                       .arg(fixedText(kSmoothing, 1))) +
           chartElement(losses(page)) + chartElement(precisions(page)) +
           single(Core::tr("Learning rate"), Core::tr("rate"), &StepMetrics::learning_rate, 0.0) +
           single(Core::tr("Images per second"), Core::tr("images/s"), &StepMetrics::images_per_second,
                  kSmoothing) +
           single(Core::tr("Positives per image"), Core::tr("positives"), &StepMetrics::positives_per_image,
                  kSmoothing) +
           single(Core::tr("Gradient norm"), Core::tr("norm"), &StepMetrics::gradient_norm, kSmoothing);
}

}  // namespace priorscope::report
