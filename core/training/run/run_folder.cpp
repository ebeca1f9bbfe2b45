#include "core/training/run/run_folder.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/run/curves.hpp"
#include "core/training/run/last_rows.hpp"
#include "core/training/run/metrics_rows.hpp"
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
    MetricsReader reader(columnsOf(record.spec));
    forEachMetricsLine(file, [&](std::string_view line) {
        const auto row = reader.read(line);
        if (row && row->kind == MetricsRow::Kind::step) {
            record.steps.push_back(row->metrics);
        } else if (row && row->kind == MetricsRow::Kind::evaluation) {
            record.evaluations.push_back(evaluationRow(*row));
        }
    });
}

/// Also of what most often differs between runs that are queued within one second.
std::string idOf(const RunHeader& header, const TrainingOptions& options, const DetectorSpec& spec) {
    Fingerprint id;
    for (const std::string& each :
         {header.started, header.dataset_fingerprint, spec.name, std::to_string(options.seed),
          numberText(options.learning_rate), std::to_string(options.batch_size),
          std::to_string(options.steps), std::to_string(options.epochs)}) {
        id.add(each);
    }
    return id.hex();
}

RunOverview withoutMetrics(const std::filesystem::path& run_folder, const DetectorFamilies& families) {
    RunOverview run;
    run.folder = run_folder;
    run.name = (run_folder.has_filename() ? run_folder : run_folder.parent_path()).filename().string();
    RunHeader header;
    readRunJson(run_folder, run.options, run.spec, header, families);
    run.started = header.started;
    run.id = idOf(header, run.options, run.spec);
    run.course = header.course;
    run.images = header.images;
    run.train_fingerprint = header.dataset_fingerprint;
    run.val_fingerprint = header.val_fingerprint;
    run.trained_on = header.train_selection ? header.train_selection->text : splitText(run.options.split);
    if (header.val_selection) {
        run.evaluated_on = header.val_selection->text;
    } else if (!run.options.val_split.empty()) {
        run.evaluated_on = splitText(run.options.val_split);
    }
    const auto existing = [&](const char* name) {
        const std::filesystem::path file = run_folder / "checkpoints" / name;
        std::error_code ignored;  // an inaccessible file counts as missing
        return std::filesystem::exists(file, ignored) ? file : std::filesystem::path();
    };
    run.last_checkpoint = existing("last.pt");
    run.best_checkpoint = existing("best.pt");
    run.in_progress = RunLock::isHeld(run_folder);
    if (const auto status = readStatus(run_folder); status && !run.in_progress) {
        run.failure = status->problem;
        run.queued = status->queued;
        run.was_interrupted = status->isUnderway();
    }
    return run;
}

}  // namespace

EvaluationRow evaluationRow(const MetricsRow& row) {
    return {row.metrics.step, row.map_voc07, row.map_voc10, row.class_ap_voc07, lossOf(row.metrics.losses)};
}

EvaluationRow evaluationRow(const EvaluationMetrics& metrics) {
    const Evaluation& evaluation = metrics.evaluation;
    return {metrics.step, evaluation.map_voc07, evaluation.map_voc10, classPrecisions(evaluation),
            lossOf(metrics.losses)};
}

bool RunOverview::isComplete() const {
    const bool trained = summary.steps > 0 && summary.steps >= totalSteps();
    const bool evaluated =
        evaluated_on.empty() || (!evaluations.empty() && evaluations.back().step >= totalSteps());
    return trained && evaluated;
}

std::string runId(const std::filesystem::path& run_folder, const DetectorFamilies& families) {
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(run_folder, options, spec, header, families);
    return idOf(header, options, spec);
}

RunOverview readRunOverview(const std::filesystem::path& run_folder, const DetectorFamilies& families) {
    RunOverview run = withoutMetrics(run_folder, families);
    LastRows rows = lastRows(run_folder / "metrics.csv", columnsOf(run.spec));
    run.evaluations = std::move(rows.evaluations);
    run.summary = summarize(rows.steps, run.evaluations, run.totalSteps());
    return run;
}

RunRecord readRun(const std::filesystem::path& run_folder, const DetectorFamilies& families) {
    RunRecord record{withoutMetrics(run_folder, families), {}, {}};
    readMetrics(run_folder / "metrics.csv", record);
    record.summary = summarize(record.steps, record.evaluations, record.totalSteps());
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
