#include "core/training/run/run_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/text/time_text.hpp"

namespace priorscope {
namespace {

constexpr const char* kFileName = kRunLockName;

std::string describeThisProcess() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) {
        host[0] = '\0';
    }
    return "process " + std::to_string(::getpid()) + " on " + host.data() + ", since " + utcNow() + "\n";
}

/// What the holder wrote of itself.
std::string holderOf(int descriptor) {
    std::array<char, 512> text{};
    const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
    std::string_view line(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    line = line.substr(0, line.find('\n'));
    return line.empty() ? "another process" : std::string(line);
}

/// Whether the name still leads to the open file: its former holder may just have removed it.
bool isStillNamed(int descriptor, const std::filesystem::path& file) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

RunLock::RunLock(const std::filesystem::path& run_folder) : m_file(run_folder / kFileName) {
    const auto fail = [&](const std::string& reason, const std::string& remedy) {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
        throw Error(
            {.action = "opening the run", .file = run_folder.string(), .reason = reason, .remedy = remedy});
    };
    for (;;) {
        m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (m_descriptor < 0) {
            fail(std::generic_category().message(errno), "Choose a folder that can be written");
        }
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) {
                fail("it is being trained by " + holderOf(m_descriptor),
                     "Stop that process first, or wait for its end");
            }
            return;  // no locks here: ENOLCK, EOPNOTSUPP and their like
        }
        if (isStillNamed(m_descriptor, m_file)) {
            break;
        }
        ::close(m_descriptor);
    }
    m_exclusive = true;
    const std::string text = describeThisProcess();
    // Only a courtesy to whoever is refused; on a full disk the lock holds without it.
    if (::ftruncate(m_descriptor, 0) == 0 &&
        ::pwrite(m_descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        (void)::ftruncate(m_descriptor, 0);
    }
}

bool RunLock::isHeld(const std::filesystem::path& run_folder) {
    const int descriptor = ::open((run_folder / kFileName).c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool held = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return held;
}

RunLock::~RunLock() {
    if (m_exclusive) {
        ::unlink(m_file.c_str());  // before it is unlocked, so that nobody's new file goes
    }
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

}  // namespace priorscope
