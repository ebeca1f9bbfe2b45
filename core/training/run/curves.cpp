#include "core/training/run/curves.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {

double Smoother::next(double value) {
    if (!std::isfinite(value)) {
        return value;
    }
    m_last = m_last * m_weight + (1.0 - m_weight) * value;
    m_remaining *= m_weight;
    return m_last / (1.0 - m_remaining);
}

std::vector<double> smoothed(std::span<const double> values, double weight) {
    Smoother smoother(weight);
    std::vector<double> result;
    result.reserve(values.size());
    for (const double value : values) {
        result.push_back(smoother.next(value));
    }
    return result;
}

std::optional<double> secondsLeft(std::span<const StepMetrics> steps, std::int64_t total_steps) {
    constexpr std::size_t kWindow = 100;
    if (steps.size() < 2) {
        return std::nullopt;
    }
    const StepMetrics& last = steps.back();
    const StepMetrics& first = steps[steps.size() - std::min(steps.size(), kWindow + 1)];
    const double seconds = last.elapsed_s - first.elapsed_s;
    const auto done = static_cast<double>(last.step - first.step);
    if (done <= 0.0 || seconds < 0.0) {
        return std::nullopt;
    }
    return seconds / done * static_cast<double>(std::max<std::int64_t>(0, total_steps - last.step));
}

RunSummary summarize(std::span<const StepMetrics> steps, std::span<const EvaluationRow> evaluations,
                     std::int64_t total_steps) {
    constexpr std::size_t kLossWindow = 50;
    RunSummary summary;
    summary.total_steps = total_steps;
    if (!steps.empty()) {
        summary.steps = steps.back().step;
        summary.elapsed_s = steps.back().elapsed_s;
        const auto last = steps.last(std::min(steps.size(), kLossWindow));
        double sum = 0.0;
        double waited = 0.0;
        int with_wait = 0;
        for (const StepMetrics& step : last) {
            sum += step.loss;
            waited += step.wait_share.value_or(0.0);
            with_wait += step.wait_share ? 1 : 0;
        }
        if (with_wait > 0) {
            summary.wait_share = waited / with_wait;
        }
        summary.loss = sum / static_cast<double>(last.size());
        summary.loss_steps = static_cast<int>(last.size());
    }
    for (const EvaluationRow& row : evaluations) {
        if (row.map_voc07) {
            summary.best_map = std::max(summary.best_map.value_or(*row.map_voc07), *row.map_voc07);
        }
    }
    return summary;
}

Sentence lossTitle(const std::string& term) {
    if (term == "confidence") {
        return Core::tr("confidence");
    }
    return term == "localization" ? Core::tr("localisation") : Sentence(term);
}

std::vector<double> figuresOf(std::span<const StepMetrics> steps,
                              const std::function<double(const StepMetrics&)>& figure) {
    std::vector<double> values;
    values.reserve(steps.size());
    for (const StepMetrics& step : steps) {
        values.push_back(figure(step));
    }
    return values;
}

}  // namespace priorscope
