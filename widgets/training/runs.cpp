#include "widgets/training/runs.hpp"
#include "core/training/run/curves.hpp"

#include <QStandardPaths>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/training/steering/watched_run.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/form/weight_summary.hpp"
#include "widgets/training/run_paths.hpp"

namespace priorscope {
namespace {

constexpr int kScout_ms = 4000;

}  // namespace

Runs::Runs(Workbench& workbench, JobList& jobs, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_jobs(jobs) {
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

void Runs::readAgain() {
    if (m_is_behind && m_workbench.dataset()) {
        followDataset();  // another one was opened during the run
    } else {
        read();
    }
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
    Found found{folder, {}, {}, sightingsOf(runs)};
    std::ranges::copy_if(records, std::back_inserter(found.records),
                         [](const Record& record) { return record != nullptr; });
    std::ranges::copy_if(problems, std::back_inserter(found.problems),
                         [](const QString& problem) { return !problem.isEmpty(); });
    return found;
}

std::vector<Runs::Sighting> Runs::sightingsOf(const std::vector<std::filesystem::path>& runs) {
    std::vector<Sighting> sightings;
    for (const std::filesystem::path& run : runs) {
        sightings.push_back({run, isTrained(run)});
    }
    std::ranges::sort(sightings, {}, &Sighting::folder);  // their order changes with their files
    return sightings;
}

Runs::Record Runs::known(const QString& run) const {
    const auto& current = m_controller.run();
    if (Record listed = find(run);
        listed != nullptr || !current || textOf(current->folder) != run || current->overview == nullptr) {
        return listed;
    }
    RunOverview overview = *current->overview;
    overview.course = current->course;
    overview.evaluations = m_controller.evaluations();
    overview.summary = summarize(m_controller.steps(), m_controller.evaluations(), current->totalSteps());
    return std::make_shared<const RunOverview>(std::move(overview));
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
            whole->troubles = readableTroubles(run);
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
    return m_controller.run() && !m_is_latest_gone ? latestFolder() : m_shown;
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

void Runs::later(std::function<void()> what) {
    QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

void Runs::reportStart() {
    const RunInfo& run = *m_controller.run();
    m_moved_latest.clear();
    m_is_latest_gone = false;
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
    readAgain();
    Q_EMIT checkpointsChanged();
}

}  // namespace priorscope
