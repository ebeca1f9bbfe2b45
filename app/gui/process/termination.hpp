// Termination without user interaction: signals, a lost display, the end of the desktop session.
#pragma once

#include <QObject>
#include <array>
#include <csignal>
#include <cstddef>
#include <functional>
#include <vector>

class QSocketNotifier;

namespace priorscope {

inline constexpr std::size_t kWatchedSignals = 3;

/// Notifies the window of signals (TERM, HUP, INT) on the GUI thread. Only one per program.
class SignalWatcher : public QObject {
    Q_OBJECT

  public:
    explicit SignalWatcher(QObject* parent = nullptr);
    ~SignalWatcher() override;

  Q_SIGNALS:
    void received(int signal);

  private:
    QSocketNotifier* m_notifier = nullptr;
    std::array<struct sigaction, kWatchedSignals> m_before{};  ///< previous actions of the signals
};

/// Runs `save` if the process exits in the middle of its event loop: Qt calls exit() when the display is
/// lost. An exit handler runs before the destruction of statics that existed when it was registered, so arm()
/// registers it again once everything that `save` needs exists. Only one may exist at a time.
class ExitGuard {
  public:
    explicit ExitGuard(std::function<void()> save);
    ~ExitGuard();
    ExitGuard(const ExitGuard&) = delete;
    ExitGuard& operator=(const ExitGuard&) = delete;

    void arm();

  private:
    bool m_armed = false;
};

}  // namespace priorscope
