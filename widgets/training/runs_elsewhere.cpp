// Runs that other processes train: found, watched, and moved to and fro.
#include "core/training/steering/run_requests.hpp"
#include "core/training/steering/watched_run.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {

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
    readAgain();
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
            std::vector<Sighting> seen = sightingsOf(findRuns(folder));
            return stop.stop_requested() ? std::nullopt : std::optional(seen != known);
        },
        [this](bool is_other) {
            if (is_other) {
                read();
            }
        });
}

}  // namespace priorscope
