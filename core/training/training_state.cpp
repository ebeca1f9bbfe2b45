#include "core/training/training_state.hpp"

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint_document.hpp"

namespace priorscope {

void EpochMeans::add(const StepMetrics& metrics) {
    loss += metrics.loss;
    confidence += metrics.confidence_loss;
    localization += metrics.localization_loss;
    ++steps;
}

bool TrainingProgress::isEvaluationDue(const TrainingOptions& resolved) const {
    return !resolved.val_split.empty() && step > 0 && evaluated_at != step &&
           (step % resolved.evaluate_every == 0 || step >= resolved.steps);
}

PickleValue scheduleValue(const TrainingProgress& progress) {
    PickleValue schedule = PickleValue::makeDict();
    schedule.set("elapsed_s", PickleValue::of(progress.elapsed_s));
    schedule.set("best_map_voc07", PickleValue::of(progress.best_map.value_or(-1.0)));
    schedule.set("evaluated_at", PickleValue::of(progress.evaluated_at));
    schedule.set("epoch_loss", PickleValue::of(progress.means.loss));
    schedule.set("epoch_confidence", PickleValue::of(progress.means.confidence));
    schedule.set("epoch_localization", PickleValue::of(progress.means.localization));
    schedule.set("epoch_steps", PickleValue::of(progress.means.steps));
    return schedule;
}

TrainingProgress progressFrom(const PickleValue& document, const std::string& source) {
    const PickleValue* schedule = document.find("schedule");
    if (schedule == nullptr || schedule->kind != PickleValue::Kind::dict) {
        throw Error({.action = "resuming",
                     .file = source,
                     .reason = "the checkpoint holds no training state",
                     .remedy = "Start a new run with these weights instead"});
    }
    const auto real = [&](const char* key) {
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
    progress.means = {real("epoch_loss"), real("epoch_confidence"), real("epoch_localization"),
                      whole("epoch_steps", 0)};
    progress.evaluated_at = whole("evaluated_at", -1);
    if (const double best = real("best_map_voc07");
        schedule->find("best_map_voc07") != nullptr && best >= 0.0) {
        progress.best_map = best;
    }
    return progress;
}

}  // namespace priorscope
