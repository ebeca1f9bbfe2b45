#include "app/gui/unattended_ends.hpp"

#include <QGuiApplication>

namespace priorscope {

UnattendedEnds::UnattendedEnds(QGuiApplication& application, MainWindow& window)
    : m_exit([&window] { window.saveAndWait(); }) {
    QObject::connect(&m_signals, &SignalWatcher::received, &window, &MainWindow::closeUnattended);
    QObject::connect(&window, &MainWindow::workUnderway, &m_signals, [this] { m_exit.arm(); });
    // The display goes soon after this: the run is saved before it returns.
    QObject::connect(
        &application, &QGuiApplication::commitDataRequest, &m_signals, [&window] { window.saveAndWait(); },
        Qt::DirectConnection);
}

}  // namespace priorscope
