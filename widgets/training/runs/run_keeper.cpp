#include "widgets/training/runs/run_keeper.hpp"

#include "core/training/run/management/run_naming.hpp"
#include "core/training/run/management/run_trash.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {
namespace {

QString nameOf(const QString& run) {
    return textOf(pathOf(run).filename());
}

}  // namespace

RunKeeper::RunKeeper(Runs& runs, JobList& jobs, QObject* parent)
    : QObject(parent), m_runs(runs), m_runner(&jobs) {
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_runs.read();  // another window may have moved it
        Q_EMIT failed(failure.message);
    });
}

QString RunKeeper::obstacle(const QString& run) const {
    const TrainingController& controller = m_runs.controller();
    const Runs::Record record = m_runs.find(run);
    const bool is_latest = controller.run() && textOf(controller.run()->folder) == run;
    if (run.isEmpty()) {
        return tr("No run is selected.");
    }
    if (is_latest && (m_runs.isMovingOut() || m_runs.isMovingIn())) {
        return tr("The run is changing hands: wait a moment.");
    }
    if (is_latest && controller.isTrainingHere()) {
        return tr("The run is being trained here: stop it first.");
    }
    if (record == nullptr) {
        return tr("The run is not in the list any more: reload the runs.");
    }
    if (record->in_progress) {
        return tr("Another process trains the run: stop it first.");
    }
    if (record->queued > 0) {
        return tr("The run waits to be started: take it out of the queue first.");
    }
    return {};
}

void RunKeeper::rename(const QString& run, const QString& name) {
    if (isRunning()) {
        return;
    }
    m_runner.start(
        tr("Renaming a run"),
        [run = pathOf(run), name = name.toStdString()](const std::stop_token&, const ProgressFn&) {
            return textOf(renameRun(run, name));
        },
        [this, run](const QString& now) {
            if (now != run) {
                m_runs.follow(run, now);
                Q_EMIT done(tr("%1 is called %2 now.").arg(nameOf(run), nameOf(now)),
                            [this, run, now] { rename(now, nameOf(run)); });
            }
        });
}

void RunKeeper::trash(const QString& run) {
    if (isRunning()) {
        return;
    }
    m_runner.start(
        tr("Moving a run to the trash"),
        [run = pathOf(run)](const std::stop_token&, const ProgressFn&) { return textOf(trashRun(run)); },
        [this, run](const QString& entry) {
            m_runs.forget(run);
            Q_EMIT done(tr("%1 is in the trash.").arg(nameOf(run)), [this, entry] { restore(entry); });
        });
}

void RunKeeper::restore(const QString& entry) {
    if (isRunning()) {
        return;
    }
    m_runner.start(
        tr("Putting a run back"),
        [entry = pathOf(entry)](const std::stop_token&, const ProgressFn&) {
            return textOf(restoreFromTrash(entry));
        },
        [this](const QString& run) {
            m_runs.remember(run);
            Q_EMIT restored(run);
            Q_EMIT done(tr("%1 is back.").arg(nameOf(run)), [this, run] { trash(run); });
        });
}

}  // namespace priorscope
