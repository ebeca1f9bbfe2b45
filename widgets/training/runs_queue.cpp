// The runs that wait to be started.
#include <algorithm>

#include "core/training/steering/run_status.hpp"
#include "core/training/steering/watched_run.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {

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
        const bool waits = record->queued > 0 && !m_not_started.contains(record->folder);
        if (waits && (next == nullptr || record->queued < next->queued)) {
            next = record;
        }
    }
    return next;
}

int Runs::waiting() const {
    return static_cast<int>(
        std::ranges::count_if(m_list, [](const Record& record) { return record->queued > 0; }));
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

}  // namespace priorscope
