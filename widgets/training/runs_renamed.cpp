// Runs whose folders get another name, or go.
#include <utility>

#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {

QString Runs::latestFolder() const {
    if (!m_moved_latest.isEmpty() || !m_controller.run()) {
        return m_moved_latest;
    }
    return textOf(m_controller.run()->folder);
}

void Runs::follow(const QString& from, const QString& to) {
    if (latestFolder() == from && !m_controller.isActive()) {
        m_moved_latest = to;
    }
    if (m_shown == from) {
        m_shown = to;
    }
    Q_EMIT renamed(from, to);
    Q_EMIT checkpointsChanged();
    read();
}

void Runs::forget(const QString& run) {
    m_is_latest_gone = m_is_latest_gone || (latestFolder() == run && !m_controller.isActive());
    read();
}

void Runs::remember(const QString& run) {
    m_is_latest_gone = m_is_latest_gone && latestFolder() != run;
    read();
}

}  // namespace priorscope
