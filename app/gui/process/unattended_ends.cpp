#include "app/gui/process/unattended_ends.hpp"

#include <QGuiApplication>

namespace priorscope {

UnattendedEnds::UnattendedEnds(QGuiApplication& application, MainWindow& window)
    : m_exit([&window] { window.saveAndWait(); }) {
    QObject::connect(&m_signals, &SignalWatcher::received, &window, &MainWindow::closeUnattended);
    QObject::connect(&window, &MainWindow::workUnderway, &m_signals, [this] { m_exit.arm(); });
    // The display disappears soon after this returns: the run is saved first.
    QObject::connect(
        &application, &QGuiApplication::commitDataRequest, &m_signals, [&window] { window.saveAndWait(); },
        Qt::DirectConnection);
}

}  // namespace priorscope
