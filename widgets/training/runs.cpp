#include "widgets/training/runs.hpp"

#include <QStandardPaths>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/training/steering/run_requests.hpp"
#include "core/training/steering/run_status.hpp"
#include "core/training/steering/watched_run.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/form/weight_summary.hpp"

namespace priorscope {
namespace {

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdString());
}

QString textOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

constexpr int kScout_ms = 4000;

}  // namespace

Runs::Runs(Workbench& workbench, JobList& jobs, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_jobs(jobs), m_planner() {
    connect(&workbench, &Workbench::datasetChanged, this, &Runs::followDataset);
    connect(&m_reader, &JobRunner::failed, this,
            [this](const JobFailure& failure) { m_jobs.log().append(LogLevel::warning, failure.message); });
    connect(&m_controller, &TrainingController::runStarted, this, &Runs::reportStart);
    connect(&m_controller, &TrainingController::metricsArrived, this, &Runs::reportProgress);
    connect(&m_controller, &TrainingController::ended, this, &Runs::reportEnd);
    connect(&m_controller, &TrainingController::checkpointWritten, this, [this] {
        const auto step = m_controller.steps().empty() ? 0 : m_controller.steps().back().step;
        m_jobs.setNote(tr("Checkpoint saved at step %1").arg(countText(step)));
        Q_EMIT checkpointsChanged();
    });
    connect(&m_controller, &TrainingController::problemReported, this, [this](const QString& text) {
        m_jobs.log().append(LogLevel::warning, text);
        m_wanted_here.clear();  // that it stops may be what could not be asked
    });
    connect(&m_controller, &TrainingController::badImageFound, &workbench, &Workbench::reportFinding);
    connect(&m_loader, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_to_load.removeFirst();
        m_jobs.log().append(LogLevel::warning, failure.message);
        loadNext();
    });
    connect(&m_planner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_jobs.log().append(LogLevel::error, failure.message);
        Q_EMIT enqueuingFailed(failure.message);
    });
    connect(&m_background, &BackgroundRun::tookOver, this, [this] { endMove({}); });
    connect(&m_background, &BackgroundRun::failed, this, &Runs::endMove);
    m_program = BackgroundRun::programBeside();
    m_scout_timer.setInterval(kScout_ms);
    connect(&m_scout_timer, &QTimer::timeout, this, &Runs::scout);
    m_scout_timer.start();
    followDataset();
}

Runs::~Runs() = default;

void Runs::followDataset() {
    const auto& dataset = m_workbench.dataset();
    m_is_behind = m_controller.isTrainingHere() || m_is_moving_out;
    if (dataset && !m_is_behind) {
        const QString root = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        setFolder(QStringLiteral("%1/priorscope/runs/%2").arg(root, QString::fromStdString(dataset->name)));
    }
}

void Runs::setFolder(const QString& folder) {
    if (std::exchange(m_folder, folder) != folder) {
        m_told_problems.clear();
        m_goes_on_with_next = false;
        Q_EMIT folderChanged(folder);
    }
    read();
}

void Runs::read() {
    m_reader.start(
        tr("Reading runs"),
        [folder = m_folder, families = m_workbench.families()](
            const std::stop_token& stop, const ProgressFn&) { return readFolder(folder, families, stop); },
        [this](const Found& found) { receive(found); });
}

std::optional<Runs::Found> Runs::readFolder(const QString& folder, const DetectorFamilies& families,
                                            const std::stop_token& stop) {
    const std::vector<std::filesystem::path> runs = findRuns(pathOf(folder));
    std::vector<Record> records(runs.size());
    std::vector<QString> problems(runs.size());
    const bool is_whole = parallelChunks(
        runs.size(), {.chunk = 4}, stop, {}, [&](std::size_t begin, std::size_t end, int /*worker*/) {
            for (std::size_t i = begin; i < end; ++i) {
                try {
                    records[i] = std::make_shared<const RunOverview>(readRunOverview(runs[i], families));
                } catch (const Error& error) {
                    problems[i] = errorText(error);
                }
            }
        });
    if (!is_whole) {
        return std::nullopt;
    }
    Found found{folder, {}, {}, {}};
    for (const std::filesystem::path& run : runs) {
        found.sightings.push_back({run, isTrained(run)});
    }
    std::ranges::copy_if(records, std::back_inserter(found.records),
                         [](const Record& record) { return record != nullptr; });
    std::ranges::copy_if(problems, std::back_inserter(found.problems),
                         [](const QString& problem) { return !problem.isEmpty(); });
    return found;
}

void Runs::load(const QString& run) {
    if (!m_to_load.contains(run)) {
        m_to_load.push_back(run);
    }
    if (!m_loader.isRunning()) {
        loadNext();
    }
}

void Runs::loadNext() {
    if (m_to_load.isEmpty()) {
        return;
    }
    m_loader.start(
        tr("Reading a run"),
        [run = pathOf(m_to_load.first()), families = m_workbench.families()](const std::stop_token&,
                                                                             const ProgressFn&) {
            auto whole = std::make_shared<RunRecord>(readRun(run, families));
            try {
                whole->troubles = readTroubles(run);
            } catch (const Error&) {  // its curves are shown without them
            }
            return Whole(std::move(whole));
        },
        [this](const Whole& whole) {
            m_to_load.removeFirst();
            Q_EMIT loaded(whole);
            loadNext();
        });
}

void Runs::receive(const Found& found) {
    if (found.folder != m_folder) {
        return;
    }
    m_list = found.records;
    m_sightings = found.sightings;
    for (const QString& problem : found.problems) {
        if (!m_told_problems.contains(problem)) {
            m_told_problems.push_back(problem);
            m_jobs.log().append(LogLevel::warning, problem);
        }
    }
    if (std::exchange(m_goes_on_with_next, false)) {
        goOnWithNext();
    }
    Q_EMIT listChanged();
    Q_EMIT checkpointsChanged();
}

Runs::Record Runs::find(const QString& run) const {
    const auto found = std::find_if(m_list.begin(), m_list.end(), [path = pathOf(run)](const Record& record) {
        return record->folder == path;
    });
    return found == m_list.end() ? nullptr : *found;
}

void Runs::setShown(const QString& run) {
    if (std::exchange(m_shown, run) != run) {
        Q_EMIT checkpointsChanged();
    }
}

QString Runs::latest() const {
    return m_controller.run() ? textOf(m_controller.run()->folder) : m_shown;
}

bool Runs::start(const DetectorSpec& spec, const TrainingOptions& options, const QString& folder) {
    if (m_controller.isTrainingHere()) {
        return false;
    }
    if (folder != m_folder) {
        setFolder(folder);
    }
    return begin([dataset = m_workbench.dataset(), spec, options, folder = pathOf(folder)](
                     const std::stop_token&, const ProgressFn&) {
        return TrainingSession::start(dataset, spec, options, nextRunFolder(folder));
    });
}

bool Runs::resume(const QString& run, const QString& dataset,
                  const std::vector<std::pair<RunChange::Kind, double>>& changes) {
    return begin(
        [run = pathOf(run), move = RunMove{.dataset = pathOf(dataset), .changes = changes},
         families = m_workbench.families()](const std::stop_token& stop, const ProgressFn& progress) {
            return TrainingSession::resume(run, move, stop, progress, families);
        });
}

bool Runs::begin(TrainingController::SessionFactory make) {
    if (m_controller.isTrainingHere() || m_is_moving_out) {
        return false;
    }
    m_watched.clear();
    m_waited.clear();
    if (m_controller.isWatching()) {
        m_next = [this, make = std::move(make)] { begin(make); };
        m_controller.leave();
        return true;
    }
    m_started = QDateTime::currentDateTimeUtc();
    m_jobs.clearNote();  // of an earlier run
    m_job = m_jobs.add(tr("Training"), [this] { m_controller.stop(); });
    return m_controller.start(std::move(make));
}

void Runs::enqueue(const DetectorSpec& spec, const TrainingOptions& options, const QString& folder) {
    if (isEnqueuing()) {
        return;  // it would take the other one's place
    }
    if (folder != m_folder && !m_controller.isTrainingHere()) {
        setFolder(folder);
    }
    std::int64_t last = 0;
    for (const Record& record : m_list) {
        last = std::max(last, record->queued);
    }
    m_planner.start(
        tr("Preparing a run"),
        [dataset = m_workbench.dataset(), spec, options, folder = pathOf(folder), place = last + 1](
            const std::stop_token&, const ProgressFn&) {
            const std::filesystem::path run = nextRunFolder(folder);
            TrainingSession::plan(dataset, spec, options, run, place);
            return textOf(run.filename());
        },
        [this](const QString& name) {
            m_jobs.setNote(tr("%1 waits to be started").arg(name));
            read();
        });
}

Runs::Record Runs::nextWaiting() const {
    Record next;
    for (const Record& record : m_list) {
        const bool waits =
            record->queued > 0 && !record->in_progress && !m_not_started.contains(record->folder);
        if (waits && (next == nullptr || record->queued < next->queued)) {
            next = record;
        }
    }
    return next;
}

int Runs::waiting() const {
    return static_cast<int>(std::ranges::count_if(
        m_list, [](const Record& record) { return record->queued > 0 && !record->in_progress; }));
}

void Runs::takeOutOfQueue(const QString& run) {
    auto status = readStatus(pathOf(run));
    if (status && status->queued > 0 && !isTrained(pathOf(run))) {
        status->queued = 0;
        try {
            writeStatus(pathOf(run), *status);
        } catch (const Error& error) {
            m_jobs.log().append(LogLevel::error, errorText(error));
        }
        read();
    }
}

void Runs::startNext() {
    m_not_started.clear();
    goOnWithNext();
}

void Runs::goOnWithNext() {
    if (const Record next = nextWaiting(); next != nullptr && resume(textOf(next->folder))) {
        m_not_started.insert(next->folder);  // one that cannot be started is not tried again and again
        m_waited = textOf(next->folder);
    }
}

void Runs::watch(const QString& run) {
    const Record record = find(run);
    const bool is_elsewhere = record != nullptr && record->in_progress;
    if (m_watch_failed != run) {
        m_watch_failed.clear();
    }
    const QString wanted = is_elsewhere && m_watch_failed.isEmpty() ? run : QString();
    const bool is_ending = m_controller.isWatching() && run == m_watched;  // its watcher tells how
    if (m_controller.isTrainingHere() || m_is_moving_out || isMovingIn() || m_next || wanted == m_watched ||
        is_ending) {
        return;
    }
    m_watched = wanted;
    if (m_controller.isActive()) {
        m_controller.leave();  // and begins anew when that has ended
    } else {
        beginWatching();
    }
}

void Runs::beginWatching() {
    if (m_watched.isEmpty()) {
        return;
    }
    m_jobs.clearNote();
    m_job = m_jobs.add(tr("Watching %1").arg(textOf(pathOf(m_watched).filename())), [this] {
        m_watched.clear();
        m_controller.leave();
    });
    m_controller.start([run = pathOf(m_watched), families = m_workbench.families()](
                           const std::stop_token&, const ProgressFn&) { return watchRun(run, families); },
                       TrainingController::Role::watches);
}

bool Runs::canMoveOut() const {
    return m_controller.isTrainingHere() && m_controller.run() && !m_controller.isStopRequested() &&
           !m_program.isEmpty() && !m_is_moving_out;
}

void Runs::moveOut() {
    if (canMoveOut()) {
        m_is_moving_out = true;
        m_moves_paused = m_controller.isPauseRequested();
        m_controller.stop();
    }
}

void Runs::cancelMove() {
    if (m_background.isStarting()) {
        m_background.cancel();
        m_is_moving_out = false;
        read();
    }
}

void Runs::moveIn() {
    if (m_controller.isWatching() && !m_watched.isEmpty()) {
        m_wanted_here = m_watched;
        m_moves_paused = m_controller.isPauseRequested();
        m_controller.stop();
    }
}

void Runs::later(std::function<void()> what) {
    QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

bool Runs::isFollowedByNext() const {
    const bool has_failed = m_controller.phase() == TrainingController::Phase::failed;
    if (m_controller.phase() != TrainingController::Phase::finished && !has_failed) {
        return false;  // it was stopped on purpose
    }
    if (!m_watched.isEmpty()) {  // of one that is only watched another window may take care
        return !has_failed && m_watched == m_moved_out;
    }
    if (m_controller.run()) {
        return true;
    }
    // One that waited and could not be started holds up none, unless another window has started it.
    return !m_waited.isEmpty() && !isTrained(pathOf(m_waited));
}

void Runs::endMove(const QString& reason) {
    m_is_moving_out = false;
    if (reason.isEmpty()) {
        m_moved_out = m_background.run();
        if (m_moves_paused) {
            try {
                askRun(pathOf(m_moved_out), {RequestKind::pause});
            } catch (const Error& error) {
                m_jobs.log().append(LogLevel::warning, errorText(error));
            }
        }
        m_jobs.setNote(tr("The run goes on without the window"));
        Q_EMIT movedOut();
    } else {
        m_jobs.log().append(LogLevel::error, reason);
        Q_EMIT moveFailed(reason);
    }
    if (m_is_behind && m_workbench.dataset()) {
        followDataset();
    } else {
        read();
    }
}

void Runs::scout() {
    if (m_scout.isRunning() || m_reader.isRunning() || m_controller.isTrainingHere() || m_is_moving_out ||
        m_folder.isEmpty()) {
        return;
    }
    m_scout.start(
        tr("Looking for runs"),
        [folder = pathOf(m_folder), known = m_sightings](const std::stop_token& stop,
                                                         const ProgressFn&) -> std::optional<bool> {
            std::vector<Sighting> seen;
            for (const auto& run : findRuns(folder)) {
                if (stop.stop_requested()) {
                    return std::nullopt;
                }
                seen.push_back({run, isTrained(run)});
            }
            const auto by_folder = [](const Sighting& a, const Sighting& b) { return a.folder < b.folder; };
            std::vector<Sighting> before = known;
            std::ranges::sort(seen, by_folder);
            std::ranges::sort(before, by_folder);
            return seen != before;
        },
        [this](bool is_other) {
            if (is_other) {
                read();
            }
        });
}

void Runs::reportStart() {
    const RunInfo& run = *m_controller.run();
    reportProgress();
    if (run.weights) {
        const QString summary = weightSummary(*run.weights);
        m_jobs.setNote(summary);
        for (const Sentence& note : run.weights->notes) {
            m_jobs.log().append(LogLevel::warning, sentenceText(note));
        }
    }
    Q_EMIT checkpointsChanged();
}

void Runs::reportProgress() {
    if (m_job != 0 && m_controller.run()) {
        const auto done = m_controller.steps().empty() ? 0 : m_controller.steps().back().step;
        m_jobs.setTimeLeft(m_job, m_controller.secondsLeft());
        m_jobs.update(m_job, {done, m_controller.run()->totalSteps(), "steps"});
    }
}

void Runs::reportEnd() {
    m_jobs.remove(std::exchange(m_job, 0));
    const bool was_watched = !m_watched.isEmpty();
    const QString wanted = std::exchange(m_wanted_here, {});
    if (m_controller.wasLeft()) {
        later([this] {
            if (m_next) {
                std::exchange(m_next, {})();
            } else if (!m_controller.isActive()) {
                beginWatching();  // another one, if any
            }
        });
        Q_EMIT checkpointsChanged();
        return;
    }
    const bool has_failed = m_controller.phase() == TrainingController::Phase::failed;
    m_goes_on_with_next = isFollowedByNext();
    m_watch_failed = was_watched && has_failed ? m_watched : QString();
    m_watched.clear();
    if (has_failed) {
        m_jobs.log().append(LogLevel::error, m_controller.errorText());
    } else if (!wanted.isEmpty() && m_controller.phase() == TrainingController::Phase::stopped) {
        later([this, wanted] {
            if (resume(wanted)) {
                m_controller.setPaused(m_moves_paused);
            }
        });
        return;
    } else if (m_is_moving_out && m_controller.phase() == TrainingController::Phase::stopped) {
        m_jobs.setNote(tr("Handing the run over to a process of its own"));
        later([this, run = textOf(m_controller.run()->folder)] { m_background.start(m_program, run); });
        return;
    } else {
        m_jobs.setNote(m_controller.phase() == TrainingController::Phase::finished
                           ? tr("Training finished")
                           : tr("Training stopped at a checkpoint"));
    }
    if (std::exchange(m_is_moving_out, false) && has_failed) {
        Q_EMIT moveFailed(m_controller.errorText());
    }
    if (m_is_behind && m_workbench.dataset()) {
        followDataset();  // another one was opened during the run
    } else {
        read();
    }
    Q_EMIT checkpointsChanged();
}

}  // namespace priorscope
