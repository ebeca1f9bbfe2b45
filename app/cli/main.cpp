// priorscope-cli: the command line over the core.
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stop_token>
#include <thread>

#include "app/cli/cli.hpp"

namespace {

/// Waits for Ctrl-C: the first asks the command to stop, the second ends the program at once.
void watchSignals(sigset_t signals, const std::stop_source& source) {
    int received = 0;
    sigwait(&signals, &received);
    source.request_stop();
    sigwait(&signals, &received);
    std::_Exit(128 + received);
}

}  // namespace

int main(int argc, char** argv) {
    std::stop_source source;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // Before any other thread starts, so that all of them leave these signals to the watcher.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, source]() mutable { watchSignals(signals, source); }).detach();
    return priorscope::cli::run(argc, argv, std::cout, std::cerr, isatty(STDERR_FILENO) == 1,
                                source.get_token());
}
