#include "core/training/run/step_axis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace priorscope {

StepPlaces::StepPlaces(StepAxis axis, double steps_per_epoch)
    : m_axis(axis), m_steps_per_epoch(steps_per_epoch > 0.0 ? steps_per_epoch : 1.0) {
    if (axis == StepAxis::time) {
        m_times.push_back({});
    }
}

void StepPlaces::append(std::span<const StepMetrics> steps) {
    for (const StepMetrics& step : steps) {
        append(static_cast<double>(step.step), step.elapsed_s);
    }
}

void StepPlaces::append(double step, double elapsed_s) {
    if (m_axis == StepAxis::time) {
        // A clock that stood still, or a damaged row, does not lead backwards.
        const double least = std::nextafter(m_times.back().place, std::numeric_limits<double>::infinity());
        m_times.push_back({step, std::isfinite(elapsed_s) && elapsed_s > least ? elapsed_s : least});
    }
}

double StepPlaces::pace() const {
    constexpr std::size_t kWindow = 100;
    const Knot& last = m_times.back();
    const Knot& first = m_times[m_times.size() - std::min(m_times.size(), kWindow + 1)];
    const double steps = last.steps - first.steps;
    return steps > 0.0 ? (last.place - first.place) / steps : 1.0;
}

double StepPlaces::at(double steps) const {
    switch (m_axis) {
        case StepAxis::step:
            return steps;
        case StepAxis::epoch:
            return steps / m_steps_per_epoch;
        case StepAxis::time:
            return timeAt(steps);
    }
    return steps;
}

double StepPlaces::timeAt(double steps) const {
    const auto after = std::ranges::upper_bound(m_times, steps, {}, &Knot::steps);
    if (after == m_times.begin()) {
        return 0.0;
    }
    const Knot& before = *(after - 1);
    if (after == m_times.end()) {
        return before.place + (steps - before.steps) * pace();
    }
    const double share = (steps - before.steps) / (after->steps - before.steps);
    return before.place + share * (after->place - before.place);
}

std::vector<double> StepPlaces::of(std::span<const StepMetrics> steps) const {
    std::vector<double> places;
    places.reserve(steps.size());
    for (const StepMetrics& step : steps) {
        places.push_back(at(static_cast<double>(step.step)));
    }
    return places;
}

double stepsPerEpoch(const TrainingOptions& resolved, std::int64_t images) {
    const auto per_step = static_cast<double>(labelledPerStep(resolved));
    return images > 0 && per_step > 0.0 ? static_cast<double>(images) / per_step : 0.0;
}

}  // namespace priorscope
