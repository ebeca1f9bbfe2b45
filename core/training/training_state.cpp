#include "core/training/training_state.hpp"

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
    return step > 0 && evaluated_at != step &&
           (step % resolved.evaluate_every == 0 || step >= resolved.steps);
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
    if (const double best = real("best_map_voc07");
        schedule->find("best_map_voc07") != nullptr && best >= 0.0) {
        progress.best_map = best;
    }
    return progress;
}

}  // namespace priorscope
