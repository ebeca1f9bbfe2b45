#include "app/gui/process/termination.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace priorscope {
namespace {

constexpr std::array<int, kWatchedSignals> kSignals{SIGTERM, SIGHUP, SIGINT};

// A signal handler can only access statics, and all it may do is write to a pipe.
std::array<int, 2> g_pipe{-1, -1};

void onSignal(int signal) {
    const int before = errno;
    const auto byte = static_cast<char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(g_pipe[1], &byte, 1);
    errno = before;
}

// An exit handler takes no arguments.
std::function<void()>& savingAtExit() {
    static std::function<void()> save;
    return save;
}

void saveAtExit() {
    if (const auto save = std::exchange(savingAtExit(), {})) {
        save();
    }
}

}  // namespace

SignalWatcher::SignalWatcher(QObject* parent) : QObject(parent) {
    if (::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        return;  // the signals keep their default effect
    }
    m_notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(g_pipe[0], &byte, 1) == 1) {
            Q_EMIT received(byte);
        }
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        // Signals that the parent process has set to be ignored (nohup) stay ignored.
        if (sigaction(kSignals[i], nullptr, &m_before[i]) == 0 && m_before[i].sa_handler != SIG_IGN) {
            sigaction(kSignals[i], &action, nullptr);
        }
    }
    // Writing log lines to a closed terminal must not end the program.
    std::signal(SIGPIPE, SIG_IGN);
}

SignalWatcher::~SignalWatcher() {
    if (m_notifier == nullptr) {
        return;
    }
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        sigaction(kSignals[i], &m_before[i], nullptr);
    }
    delete std::exchange(m_notifier, nullptr);
    for (int& end : g_pipe) {
        ::close(std::exchange(end, -1));
    }
}

ExitGuard::ExitGuard(std::function<void()> save) {
    savingAtExit() = std::move(save);
}

ExitGuard::~ExitGuard() {
    savingAtExit() = {};
}

void ExitGuard::arm() {
    if (!std::exchange(m_armed, true)) {
        std::atexit(saveAtExit);
    }
}

}  // namespace priorscope
