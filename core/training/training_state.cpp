#include "core/training/training_state.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint_document.hpp"

namespace priorscope {

void EpochMeans::add(const StepMetrics& metrics) {
    loss += metrics.loss;
    losses.resize(metrics.losses.size());
    for (std::size_t i = 0; i < losses.size(); ++i) {
        losses[i] += metrics.losses[i];
    }
    ++steps;
}

StepMetrics EpochMeans::means(std::int64_t step, std::int64_t epoch) const {
    const auto count = static_cast<double>(steps);
    StepMetrics row{.step = step, .epoch = epoch, .loss = loss / count};
    for (const double sum : losses) {
        row.losses.push_back(sum / count);
    }
    return row;
}

bool TrainingProgress::isEvaluationDue(const TrainingOptions& resolved) const {
    const bool is_asked = std::ranges::any_of(course.changes, [this](const RunChange& change) {
        return change.kind == RunChange::Kind::evaluate && change.step == step;
    });
    return step > 0 && evaluated_at != step &&
           (is_asked || step % resolved.evaluate_every == 0 || stepsLeft(resolved) == 0);
}

bool TrainingProgress::countEvaluation(const TrainingOptions& resolved, std::optional<double> map) {
    evaluated_at = step;
    last_map = map;
    if (map && (!best_map || *map > *best_map)) {
        best_map = map;
        evaluations_without_gain = 0;
        return true;
    }
    if (map) {  // else there was nothing to be better at
        ++evaluations_without_gain;
    }
    const bool has_patience =
        resolved.early_stopping == 0 || evaluations_without_gain < resolved.early_stopping;
    if (!has_patience && !course.tail && stepsLeft(resolved) > 0) {
        course.tail = tailAfter(resolved, step, course);
    }
    return false;
}

PickleValue scheduleValue(const TrainingProgress& progress, const std::vector<std::string>& losses) {
    PickleValue schedule = PickleValue::makeDict();
    schedule.set("elapsed_s", PickleValue::of(progress.elapsed_s));
    schedule.set("best_map_voc07", PickleValue::of(progress.best_map.value_or(-1.0)));
    schedule.set("evaluated_at", PickleValue::of(progress.evaluated_at));
    schedule.set("epoch_loss", PickleValue::of(progress.means.loss));
    for (std::size_t i = 0; i < losses.size(); ++i) {
        const std::vector<double>& sums = progress.means.losses;
        schedule.set("epoch_" + losses[i], PickleValue::of(i < sums.size() ? sums[i] : 0.0));
    }
    schedule.set("epoch_steps", PickleValue::of(progress.means.steps));
    schedule.set("evaluations_without_gain", PickleValue::of(progress.evaluations_without_gain));
    if (const auto& tail = progress.course.tail) {
        schedule.set("tail_from", PickleValue::of(tail->from));
        schedule.set("tail_steps", PickleValue::of(tail->steps));
    }
    return schedule;
}

TrainingProgress progressFrom(const PickleValue& document, const std::vector<std::string>& losses,
                              const std::string& source) {
    const PickleValue* schedule = document.find("schedule");
    if (schedule == nullptr || schedule->kind != PickleValue::Kind::dict) {
        throw Error({.action = Core::tr("resuming"),
                     .file = source,
                     .reason = Core::tr("the checkpoint holds no training state"),
                     .remedy = Core::tr("Start a new run with these weights instead")});
    }
    const auto real = [&](const std::string& key) {
        const PickleValue* value = schedule->find(key);
        return value == nullptr ? 0.0 : value->real;
    };
    const auto whole = [&](const char* key, std::int64_t otherwise) {
        const PickleValue* value = schedule->find(key);
        return value == nullptr ? otherwise : value->integer;
    };
    const CheckpointInfo info = checkpointInfo(document);
    TrainingProgress progress;
    progress.step = info.step;
    progress.last_map = info.map_voc07;
    progress.elapsed_s = real("elapsed_s");
    progress.means = {.loss = real("epoch_loss"), .steps = whole("epoch_steps", 0)};
    for (const std::string& name : losses) {
        progress.means.losses.push_back(real("epoch_" + name));
    }
    progress.evaluated_at = whole("evaluated_at", -1);
    progress.evaluations_without_gain = whole("evaluations_without_gain", 0);
    if (schedule->find("tail_from") != nullptr) {
        progress.course.tail = {.from = whole("tail_from", 0), .steps = whole("tail_steps", 0)};
    }
    if (const double best = real("best_map_voc07");
        schedule->find("best_map_voc07") != nullptr && best >= 0.0) {
        progress.best_map = best;
    }
    return progress;
}

}  // namespace priorscope
