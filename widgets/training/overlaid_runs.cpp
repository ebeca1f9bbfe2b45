#include "widgets/training/overlaid_runs.hpp"

#include <algorithm>
#include <cstddef>

#include "widgets/plots/plot_widget.hpp"
#include "widgets/training/run_paths.hpp"

namespace priorscope {
namespace {

constexpr int kHues = 8;

StepPlaces placesOf(const OverlaidRun& run, StepAxis axis) {
    StepPlaces places(axis, run.steps_per_epoch);
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        places.append(run.steps[i], run.elapsed_s[i]);
    }
    return places;
}

std::vector<double> at(const StepPlaces& places, const std::vector<double>& steps) {
    std::vector<double> x;
    x.reserve(steps.size());
    for (const double step : steps) {
        x.push_back(places.at(step));
    }
    return x;
}

}  // namespace

OverlaidRun overlaidRun(const RunRecord& record) {
    OverlaidRun run{.folder = textOf(record.folder),
                    .name = QString::fromStdString(record.name),
                    .steps_per_epoch = stepsPerEpoch(record.options, record.images)};
    for (const StepMetrics& step : record.steps) {
        run.steps.push_back(static_cast<double>(step.step));
        run.elapsed_s.push_back(step.elapsed_s);
        for (std::size_t i = 0; i < kOverlaidFigures.size(); ++i) {
            run.figures[i].push_back(step.*kOverlaidFigures[i]);
        }
    }
    for (const EvaluationRow& row : record.evaluations) {
        if (row.map_voc07) {
            run.evaluated_at.push_back(static_cast<double>(row.step));
            run.means.push_back(*row.map_voc07);
        }
    }
    return run;
}

OverlayLine overlayLine(int place) {
    constexpr std::array kStyles{Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    const auto color = [hue = place % kHues](const Theme& theme) { return theme.classColor(hue, kHues); };
    return {color, kStyles[static_cast<std::size_t>(place / kHues + place) % kStyles.size()]};
}

RunOverlay::RunOverlay(const std::array<PlotWidget*, 4>& figures, PlotWidget* precision)
    : m_plots(figures), m_precision(precision) {}

void RunOverlay::setRuns(const std::vector<Run>& runs) {
    for (Run& known : m_runs) {
        const auto again = std::ranges::find_if(
            runs, [&known](const Run& run) { return known != nullptr && run->folder == known->folder; });
        known = again == runs.end() ? nullptr : *again;  // perhaps with more steps
    }
    for (const Run& run : runs) {
        if (placeOf(run->folder) < 0) {
            const auto free = std::ranges::find(m_runs, nullptr);
            if (free != m_runs.end()) {
                *free = run;
            } else {
                m_runs.push_back(run);
            }
        }
    }
    while (m_lines.size() < m_runs.size()) {
        addLine();
    }
}

int RunOverlay::placeOf(const QString& folder) const {
    const auto found = std::ranges::find_if(
        m_runs, [&folder](const Run& run) { return run != nullptr && run->folder == folder; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

std::optional<double> RunOverlay::endOf(StepAxis axis) const {
    std::optional<double> end;
    for (const Run& run : m_runs) {
        if (run != nullptr && !run->steps.empty()) {
            const double last =
                axis == StepAxis::time
                    ? run->elapsed_s.back()
                    : placesOf({.steps_per_epoch = run->steps_per_epoch}, axis).at(run->steps.back());
            end = std::max(end.value_or(last), last);
        }
    }
    return end;
}

void RunOverlay::addLine() {
    const OverlayLine look = overlayLine(static_cast<int>(m_lines.size()));
    const PlotSeries series{.name = {}, .color = look.color, .line = look.style, .width = 1.25};
    Line line;
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        line.figures[i] = m_plots[i]->addSeries(series);
    }
    line.precision = m_precision->addSeries(series);
    m_lines.push_back(line);
}

void RunOverlay::show(StepAxis axis, double smoothing) {
    for (std::size_t place = 0; place < m_lines.size(); ++place) {
        const Line& line = m_lines[place];
        const Run run = place < m_runs.size() ? m_runs[place] : nullptr;
        const OverlaidRun empty;
        const OverlaidRun& shown = run == nullptr ? empty : *run;
        const StepPlaces places = placesOf(shown, axis);
        const std::vector<double> x = at(places, shown.steps);
        for (std::size_t i = 0; i < m_plots.size(); ++i) {
            m_plots[i]->setSeriesName(line.figures[i], shown.name);
            m_plots[i]->setData(line.figures[i], x, smoothed(shown.figures[i], smoothing));
            m_plots[i]->setSeriesVisible(line.figures[i], run != nullptr);
        }
        m_precision->setSeriesName(line.precision, shown.name);
        m_precision->setData(line.precision, at(places, shown.evaluated_at), shown.means);
        m_precision->setSeriesVisible(line.precision, run != nullptr);
    }
}

}  // namespace priorscope
