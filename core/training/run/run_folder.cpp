#include "core/training/run/run_folder.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/metrics_tail.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/steering/run_status.hpp"

namespace priorscope {
namespace {

/// The total of its terms; none if there are none.
std::optional<double> lossOf(const std::vector<double>& losses) {
    return losses.empty() ? std::nullopt : std::optional(std::accumulate(losses.begin(), losses.end(), 0.0));
}

/// The last row of an active run may be incomplete: it is left out.
void readMetrics(const std::filesystem::path& file, RunRecord& record) {
    MetricsReader reader({record.spec.family->losses.size(), record.spec.classes.size()});
    forEachMetricsLine(file, [&](std::string_view line) {
        const auto row = reader.read(line);
        if (row && row->kind == MetricsRow::Kind::step) {
            record.steps.push_back(row->metrics);
        } else if (row && row->kind == MetricsRow::Kind::evaluation) {
            record.evaluations.push_back(evaluationRow(*row));
        }
    });
}

}  // namespace

EvaluationRow evaluationRow(const EvaluationMetrics& metrics) {
    const Evaluation& evaluation = metrics.evaluation;
    return {metrics.step, evaluation.map_voc07, evaluation.map_voc10, classPrecisions(evaluation),
            lossOf(metrics.losses)};
}

bool RunRecord::isComplete() const {
    const bool trained = !steps.empty() && steps.back().step >= totalSteps();
    const bool evaluated =
        evaluated_on.empty() || (!evaluations.empty() && evaluations.back().step >= totalSteps());
    return trained && evaluated;
}

RunRecord readRun(const std::filesystem::path& run_folder, const DetectorFamilies& families) {
    RunRecord record;
    record.folder = run_folder;
    record.name = (run_folder.has_filename() ? run_folder : run_folder.parent_path()).filename().string();
    RunHeader header;
    readRunJson(run_folder, record.options, record.spec, header, families);
    record.started = header.started;
    record.course = header.course;
    record.trained_on =
        header.train_selection ? header.train_selection->text : splitText(record.options.split);
    if (header.val_selection) {
        record.evaluated_on = header.val_selection->text;
    } else if (!record.options.val_split.empty()) {
        record.evaluated_on = splitText(record.options.val_split);
    }
    readMetrics(run_folder / "metrics.csv", record);
    const auto existing = [&](const char* name) {
        const std::filesystem::path file = run_folder / "checkpoints" / name;
        std::error_code ignored;  // an inaccessible file counts as missing
        return std::filesystem::exists(file, ignored) ? file : std::filesystem::path();
    };
    record.last_checkpoint = existing("last.pt");
    record.best_checkpoint = existing("best.pt");
    record.in_progress = RunLock::isHeld(run_folder);
    if (const auto status = readStatus(run_folder); status && !record.in_progress) {
        record.failure = status->problem;
        record.queued = status->queued;
        record.was_interrupted = status->state && *status->state != TrainingState::finished &&
                                 *status->state != TrainingState::stopped;
    }
    return record;
}

std::vector<std::filesystem::path> findRuns(const std::filesystem::path& folder) {
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> found;
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        const std::filesystem::path json = it->path() / "run.json";
        std::error_code ignored;  // an inaccessible folder is not a run
        if (std::filesystem::exists(json, ignored)) {
            found.emplace_back(std::filesystem::last_write_time(json, ignored), it->path());
        }
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::filesystem::path> runs;
    runs.reserve(found.size());
    for (const auto& [time, path] : found) {
        runs.push_back(path);
    }
    return runs;
}

bool isFreeForRun(const std::filesystem::path& folder) {
    return isFreeForOwner(folder) && !RunLock::isHeld(folder);
}

bool isFreeForOwner(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) {
        return true;
    }
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        const bool remains =
            it->path().filename() == kRunLockName || isPartOfWrite(it->path()) ||
            (it->path().filename() == "checkpoints" && std::filesystem::is_empty(it->path(), error));
        if (!remains) {
            return false;
        }
    }
    return !error;
}

std::filesystem::path nextRunFolder(const std::filesystem::path& folder) {
    for (std::size_t i = 1;; ++i) {
        std::filesystem::path run = folder / ("run-" + paddedText(i, 3));
        if (isFreeForRun(run)) {
            return run;
        }
    }
}

}  // namespace priorscope
