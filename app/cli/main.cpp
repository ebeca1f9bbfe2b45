// priorscope-cli: the command line over the core.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stop_token>
#include <thread>

#include "app/cli/cli.hpp"
#include "app/cli/standard_streams.hpp"
#include "core/compute/compute_settings.hpp"

namespace {

// Libraries start threads before main() which also receive signals, so masking would not work for those;
// a handler does, and all it may do is write to a pipe.
std::array<int, 2> g_pipe{-1, -1};

void onSignal(int signal) {
    const int before = errno;
    const auto byte = static_cast<char>(signal);
    if (::write(g_pipe[1], &byte, 1) != 1) {
        std::_Exit(128 + signal);
    }
    errno = before;
}

/// The number of the next signal.
int nextSignal() {
    char byte = 0;
    while (::read(g_pipe[0], &byte, 1) != 1) {
    }
    return byte;
}

/// Any request to end the program stops the command, so that a run is saved first. A second Ctrl-C ends
/// it immediately; TERM and HUP may arrive together (a closed session, a shutdown) and do not.
void watchSignals(const std::stop_source& source) {
    for (int interrupts = 0;;) {
        const int signal = nextSignal();
        source.request_stop();
        interrupts += signal == SIGINT ? 1 : 0;
        if (interrupts > 1) {
            std::_Exit(128 + signal);
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    priorscope::cli::prepareStandardStreams();
    priorscope::setComputeEnvironment();
    std::stop_source source;
    if (::pipe2(g_pipe.data(), O_CLOEXEC) == 0) {
        struct sigaction action {};
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART;
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
            struct sigaction before {};
            // Signals that the parent process ignores (nohup, a shell's background job) stay ignored.
            if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
                sigaction(signal, &action, nullptr);
            }
        }
        std::thread([source] { watchSignals(source); }).detach();
    }
    const int code = priorscope::cli::run(argc, argv, std::cout, std::cerr, isatty(STDERR_FILENO) == 1,
                                          source.get_token());
#ifdef __SANITIZE_ADDRESS__
    return code;  // leaks are looked for on the way out
#else
    // Everything is written and checked. LibTorch's destructors of operators and kernels take a tenth of a
    // second.
    std::cout.flush();
    std::cerr.flush();
    std::_Exit(code);
#endif
}
