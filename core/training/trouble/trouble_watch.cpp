#include "core/training/trouble/trouble_watch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace priorscope {
namespace {

constexpr std::size_t kWindow = 50;         // steps
constexpr std::int64_t kFirstSteps = 20;    // the queue of images fills, the loss falls steeply
constexpr std::int64_t kManyObjects = 300;  // fewer leave maps and classes without one by chance
constexpr double kStarved = 0.2;
constexpr double kJump = 3.0;                   // times the median
constexpr std::size_t kRising = 3;              // evaluations
constexpr double kRisen = 1.05;                 // times the lowest
constexpr double kFlat = 0.99;                  // times the mean of the stretch before
constexpr std::int64_t kShortestStretch = 200;  // steps
constexpr double kRateJump = 1.5;               // from a step to the next

void push(std::deque<double>& values, double value, std::size_t most) {
    values.push_back(value);
    if (values.size() > most) {
        values.pop_front();
    }
}

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

}  // namespace

TroubleWatch::TroubleWatch(TrainingOptions options, std::vector<std::string> classes,
                           std::vector<PriorShape> shapes, const std::vector<Trouble>& found)
    : m_options(std::move(options)),
      m_length(m_options.steps),
      m_classes(std::move(classes)),
      m_shapes(std::move(shapes)) {
    for (const Trouble& trouble : found) {
        m_found.insert(trouble.kind);
    }
}

std::optional<Trouble> TroubleWatch::once(Trouble trouble) {
    return m_found.insert(trouble.kind).second ? std::optional(std::move(trouble)) : std::nullopt;
}

std::optional<Trouble> TroubleWatch::start(std::int64_t step, bool is_slow) {
    return is_slow ? once({.kind = TroubleKind::slow_precision, .step = step}) : std::nullopt;
}

std::vector<Trouble> TroubleWatch::step(const StepMetrics& metrics, const LearntObjects& learnt,
                                        std::int64_t images) {
    ++m_steps;
    std::vector<Trouble> found;
    const auto take = [&](std::optional<Trouble> trouble) {
        if (auto fresh = trouble ? once(std::move(*trouble)) : std::nullopt) {
            found.push_back(std::move(*fresh));
        }
    };
    take(spike(metrics));
    take(plateau(metrics));
    take(starvation(metrics));
    push(m_losses, metrics.loss, kWindow);
    m_since_evaluation.sum += metrics.loss;
    ++m_since_evaluation.steps;
    m_learnt += learnt;
    m_images += labelledPerStep(m_options);
    const auto objects = std::reduce(m_learnt.objects_of_classes.begin(), m_learnt.objects_of_classes.end());
    if (m_images >= images && objects >= kManyObjects) {
        for (Trouble& trouble : idle(metrics.step)) {
            take(std::move(trouble));
        }
        m_learnt = {};
        m_images = 0;
    }
    return found;
}

std::optional<Trouble> TroubleWatch::spike(const StepMetrics& metrics) const {
    if (m_losses.size() < kWindow || m_steps <= kFirstSteps || !std::isfinite(metrics.loss)) {
        return std::nullopt;
    }
    const double median = medianOf({m_losses.begin(), m_losses.end()});
    // A small batch without the usual objects jumps as well: the largest of the last ones must be left
    // behind.
    const double largest = *std::ranges::max_element(m_losses);
    if (metrics.loss < kJump * median || metrics.loss < 2.0 * largest) {
        return std::nullopt;
    }
    return Trouble{.kind = TroubleKind::spike, .step = metrics.step, .figures = {metrics.loss, median}};
}

/// Three stretches in a row, none lower than the one before, by a hundredth. They begin anew where the rate
/// jumps, not where it slides along a curve.
std::optional<Trouble> TroubleWatch::plateau(const StepMetrics& metrics) {
    const std::int64_t length = std::max<std::int64_t>(kShortestStretch, m_length / 20);
    const double before = std::exchange(m_rate, metrics.learning_rate);
    if (m_stretches.empty() || m_rate > kRateJump * before || before > kRateJump * m_rate) {
        m_stretches = {{}};
    }
    Stretch& last = m_stretches.back();
    last.sum += metrics.loss;
    if (++last.steps < length) {
        return std::nullopt;
    }
    std::optional<Trouble> trouble;
    if (m_stretches.size() == 3) {
        const bool is_flat = m_stretches[1].mean() > kFlat * m_stretches[0].mean() &&
                             m_stretches[2].mean() > kFlat * m_stretches[1].mean();
        const bool goes_on = 5 * metrics.step < 4 * m_length;
        if (is_flat && goes_on) {
            trouble = Trouble{.kind = TroubleKind::plateau,
                              .step = metrics.step,
                              .figures = {static_cast<double>(3 * length), last.mean()}};
        }
        m_stretches.pop_front();
    }
    m_stretches.emplace_back();
    return trouble;
}

std::optional<Trouble> TroubleWatch::starvation(const StepMetrics& metrics) {
    if (!metrics.wait_share || m_steps <= kFirstSteps) {
        return std::nullopt;
    }
    push(m_waits, *metrics.wait_share, kWindow);
    const double mean =
        std::accumulate(m_waits.begin(), m_waits.end(), 0.0) / static_cast<double>(m_waits.size());
    if (m_waits.size() < kWindow || mean < kStarved) {
        return std::nullopt;
    }
    return Trouble{.kind = TroubleKind::starvation, .step = metrics.step, .figures = {mean}};
}

std::vector<Trouble> TroubleWatch::idle(std::int64_t step) {
    std::vector<Trouble> found;
    Trouble classes{.kind = TroubleKind::idle_classes, .step = step};
    for (std::size_t i = 0; i < std::min(m_classes.size(), m_learnt.positives_of_classes.size()); ++i) {
        if (m_learnt.objects_of_classes.at(i) > 0 && m_learnt.positives_of_classes[i] == 0) {
            classes.names.push_back(m_classes[i]);
        }
    }
    Trouble maps{.kind = TroubleKind::idle_maps, .step = step};
    Trouble shapes{.kind = TroubleKind::idle_shapes, .step = step};
    const std::size_t known = std::min(m_shapes.size(), m_learnt.positives_of_shapes.size());
    for (std::size_t first = 0, end = 0; first < known; first = end) {
        const std::string& map = m_shapes[first].map;
        std::vector<std::string> idle;
        for (; end < known && m_shapes[end].map == map; ++end) {
            if (m_learnt.positives_of_shapes[end] == 0) {
                idle.push_back(map + " " + m_shapes[end].shape);
            }
        }
        if (idle.size() == end - first) {
            maps.names.push_back(map);
        } else {
            shapes.names.insert(shapes.names.end(), idle.begin(), idle.end());
        }
    }
    for (Trouble& trouble : std::vector{std::move(classes), std::move(maps), std::move(shapes)}) {
        if (!trouble.names.empty()) {
            found.push_back(std::move(trouble));
        }
    }
    return found;
}

std::optional<Trouble> TroubleWatch::evaluation(std::int64_t step, double loss) {
    if (!std::isfinite(loss)) {
        return std::nullopt;
    }
    push(m_validation_losses, loss, kRising + 1);
    if (const Stretch last = std::exchange(m_since_evaluation, {}); last.steps > 0) {
        push(m_training_losses, last.mean(), kRising + 1);
    }
    if (!m_lowest || loss < m_lowest->first) {
        m_lowest = {loss, step};
    }
    const bool rises = m_validation_losses.size() > kRising && std::ranges::is_sorted(m_validation_losses);
    const bool falls =
        m_training_losses.size() > kRising && m_training_losses.back() < kFlat * m_training_losses.front();
    if (!rises || !falls || loss < kRisen * m_lowest->first) {
        return std::nullopt;
    }
    return once({.kind = TroubleKind::overfitting,
                 .step = step,
                 .figures = {loss, m_lowest->first, static_cast<double>(m_lowest->second)}});
}

std::optional<Trouble> TroubleWatch::disk(std::int64_t step, double bytes_left, double bytes_of_checkpoint) {
    // The last one and the best one are each written beside the old one.
    if (bytes_left >= 3.0 * bytes_of_checkpoint) {
        return std::nullopt;
    }
    return once(
        {.kind = TroubleKind::full_disk_soon, .step = step, .figures = {bytes_left, bytes_of_checkpoint}});
}

}  // namespace priorscope
