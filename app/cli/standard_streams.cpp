#include "app/cli/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ostream>
#include <system_error>

namespace priorscope::cli {

void prepareStandardStreams() {
    std::signal(SIGPIPE, SIG_IGN);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
            // The lowest free descriptor is the closed stream's. Opened read-only, writing to standard output
            // fails, as it should, since the output is lost. Notes may be lost.
            const int opened = ::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
            static_cast<void>(opened);
        }
    }
}

bool arrived(std::ostream& out, std::ostream& err) {
    out.flush();
    if (out) {
        return true;
    }
    // The original failure may be long past: another attempt to write gives the reason.
    out.clear();
    errno = 0;
    out << '\n' << std::flush;
    err << "priorscope-cli: standard output could not be written";
    if (errno != 0) {
        err << ": " << std::generic_category().message(errno);
    }
    err << "; what was printed is lost\n" << std::flush;
    return false;
}

}  // namespace priorscope::cli
