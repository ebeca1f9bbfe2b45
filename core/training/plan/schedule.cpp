#include "core/training/plan/schedule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace priorscope {
namespace {

constexpr double kEndOfTail = 0.01;

/// From `from` at 0 to `to` at 1.
double alongCosine(double from, double to, double share) {
    return to + (from - to) * (1.0 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0))) / 2.0;
}

double constantRate(const TrainingOptions& options, std::int64_t) {
    return options.learning_rate;
}

double rateBySteps(const TrainingOptions& options, std::int64_t step) {
    double rate = options.learning_rate;
    for (const double drop : options.drops) {
        if (static_cast<double>(step) >= drop * options.steps) {
            rate /= 10.0;
        }
    }
    return rate;
}

double cosineRate(const TrainingOptions& options, std::int64_t step) {
    const auto first = static_cast<double>(std::min(options.warmup_steps, options.steps));
    const double length = std::max(1.0, options.steps - first);
    return alongCosine(options.learning_rate, options.final_rate * options.learning_rate,
                       (static_cast<double>(step) - first) / length);
}

double oneCycleRate(const TrainingOptions& options, std::int64_t step) {
    constexpr double kStart = 1.0 / 25.0;
    constexpr double kEnd = kStart / 1e4;
    const double last = std::max(1.0, options.steps - 1.0);
    const double peak = std::clamp(options.peak_at * options.steps - 1.0, 0.0, last);
    const auto at = static_cast<double>(step);
    if (at <= peak) {
        return options.learning_rate * alongCosine(kStart, 1.0, peak > 0.0 ? at / peak : 1.0);
    }
    return options.learning_rate * alongCosine(1.0, kEnd, (at - peak) / (last - peak));
}

struct Schedule {
    const char* name;
    double (*rate)(const TrainingOptions&, std::int64_t step);
    bool warms_up = true;
};

constexpr Schedule kSchedules[] = {
    {"steps", &rateBySteps},
    {"cosine", &cosineRate},
    {"one-cycle", &oneCycleRate, false},
    {"constant", &constantRate},
};

/// The options with the changes that were made before a step.
TrainingOptions changedOptions(TrainingOptions options, std::int64_t step, const RunCourse& course) {
    for (const RunChange& change : course.changes) {
        if (change.step <= step && change.kind == RunChange::Kind::rate) {
            options.learning_rate = change.value;
        } else if (change.step <= step && change.kind == RunChange::Kind::steps) {
            options.steps = static_cast<int>(std::llround(change.value));
        }
    }
    return options;
}

double plannedRate(const TrainingOptions& options, std::int64_t step) {
    const auto* schedule = std::find_if(std::begin(kSchedules), std::end(kSchedules),
                                        [&](const Schedule& each) { return options.schedule == each.name; });
    const double rate = schedule->rate(options, step);
    if (!schedule->warms_up || step >= options.warmup_steps) {
        return rate;
    }
    return rate * (0.1 + 0.9 * static_cast<double>(step) / options.warmup_steps);
}

}  // namespace

std::vector<std::string> scheduleNames() {
    std::vector<std::string> names;
    for (const Schedule& schedule : kSchedules) {
        names.emplace_back(schedule.name);
    }
    return names;
}

double learningRateAt(const TrainingOptions& resolved, std::int64_t step, const RunCourse& course) {
    const std::optional<RunTail>& tail = course.tail;
    if (!tail || step < tail->from) {
        return plannedRate(changedOptions(resolved, step, course), step);
    }
    const std::int64_t last = std::max<std::int64_t>(0, tail->from - 1);
    // A rate that was set together with the end, or after it, holds in the tail.
    const double before = plannedRate(changedOptions(resolved, step, course), last);
    return alongCosine(before, kEndOfTail * before,
                       static_cast<double>(step - tail->from + 1) / static_cast<double>(tail->steps));
}

std::int64_t runLength(const TrainingOptions& resolved, const RunCourse& course) {
    constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::max();
    return course.tail ? course.tail->from + course.tail->steps
                       : changedOptions(resolved, kAlways, course).steps;
}

RunTail tailAfter(const TrainingOptions& resolved, std::int64_t steps, const RunCourse& course) {
    const TrainingOptions options = changedOptions(resolved, steps, course);
    const double rate = plannedRate(options, std::max<std::int64_t>(0, steps - 1));
    const std::int64_t left = std::max<std::int64_t>(0, options.steps - steps);
    const bool has_settled = rate <= kEndOfTail * options.learning_rate * (1.0 + 1e-9);  // ÷ 10 rounds
    return {.from = steps,
            .steps = has_settled ? 0 : std::min(left, std::max<std::int64_t>(1, (steps + 5) / 10))};
}

int frozenStagesAt(const TrainingOptions& resolved, std::int64_t step, const RunCourse& course) {
    const auto has_thawed_by = [&](std::int64_t last, int length, double share) {
        return static_cast<double>(std::min(last, step)) >= share * length;
    };
    const auto thawed = std::count_if(resolved.thaw.begin(), resolved.thaw.end(), [&](double share) {
        int length = resolved.steps;
        for (const RunChange& change : course.changes) {
            if (change.kind != RunChange::Kind::steps || change.step > step) {
                continue;
            }
            if (has_thawed_by(change.step - 1, length, share)) {
                return true;
            }
            length = static_cast<int>(std::llround(change.value));
        }
        return has_thawed_by(step, length, share);
    });
    return std::max(0, resolved.frozen_stages - static_cast<int>(thawed));
}

double shareOfRun(const TrainingOptions& resolved, std::int64_t step, const RunCourse& course) {
    if (course.tail && step >= course.tail->from) {
        return 1.0;
    }
    return static_cast<double>(step) / std::max(1, changedOptions(resolved, step, course).steps);
}

}  // namespace priorscope
