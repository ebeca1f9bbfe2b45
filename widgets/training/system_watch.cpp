#include "widgets/training/system_watch.hpp"

#include <chrono>
#include <utility>

#include "widgets/training/run_paths.hpp"

namespace priorscope {

SystemWatch::SystemWatch(QObject* parent) : QObject(parent) {
    m_timer.setInterval(std::chrono::seconds(5));
    connect(&m_timer, &QTimer::timeout, this, &SystemWatch::read);
}

void SystemWatch::setRun(const QString& folder, bool is_underway) {
    const bool is_other = folder != m_folder;
    const bool has_ended = m_timer.isActive() && !is_underway;
    m_folder = folder;
    if (!is_underway) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
    }
    if (is_other && std::exchange(m_system, {}) != RunSystem()) {
        Q_EMIT changed();
    }
    if (is_other || has_ended) {
        read();
    }
}

void SystemWatch::read() {
    if (m_folder.isEmpty()) {
        return;
    }
    m_reader.start(
        tr("Reading what the machine did"),
        [run = pathOf(m_folder)](const std::stop_token&, const ProgressFn&) { return readRunSystem(run); },
        [this, folder = m_folder](RunSystem system) {
            if (folder == m_folder && m_system != system) {
                m_system = std::move(system);
                Q_EMIT changed();
            }
        });
}

}  // namespace priorscope
