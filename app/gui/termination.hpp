// Ends that nobody asks the user about: signals, a lost display, the end of the desktop session.
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

/// Tells the window of signals (TERM, HUP, INT) on the GUI thread. One a program.
class SignalWatcher : public QObject {
    Q_OBJECT

  public:
    explicit SignalWatcher(QObject* parent = nullptr);
    ~SignalWatcher() override;

  Q_SIGNALS:
    void received(int signal);

  private:
    QSocketNotifier* m_notifier = nullptr;
    std::array<struct sigaction, kWatchedSignals> m_before{};  ///< what the signals did
};

/// Runs `save` where the process exits in the middle of its event loop: Qt calls exit() when the display is
/// gone. An exit handler runs before the statics that were there when it was set, so it is set anew by
/// arm(), once what `save` needs exists. Not while another one lives.
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
