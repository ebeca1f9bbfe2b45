#include "core/base/files/holder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "core/base/files/descriptor.hpp"
#include "core/base/host_name.hpp"
#include "core/base/text/time_text.hpp"

namespace priorscope {
namespace {

std::string describeThisProcess() {
    return "process " + std::to_string(::getpid()) + " on " + hostName() + ", since " + utcNow() + "\n";
}

/// As it was written, or its parts for a translation.
Sentence describedHolder(const std::string& line) {
    constexpr std::string_view kProcess = "process ";
    constexpr std::string_view kOn = " on ";
    constexpr std::string_view kSince = ", since ";
    const std::size_t on = line.find(kOn);
    const std::size_t since = line.rfind(kSince);
    if (!line.starts_with(kProcess) || on == std::string::npos || since == std::string::npos ||
        since < on + kOn.size()) {
        return line;
    }
    return Core::tr("process %1 on %2, since %3")
        .arg(line.substr(kProcess.size(), on - kProcess.size()))
        .arg(line.substr(on + kOn.size(), since - on - kOn.size()))
        .arg(line.substr(since + kSince.size()));
}

Sentence holderIn(int descriptor) {
    std::array<char, 512> text{};
    const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
    std::string_view line(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    line = line.substr(0, line.find('\n'));
    return line.empty() ? Core::tr("another process") : describedHolder(std::string(line));
}

/// Whether the name still refers to the open file: its former holder may have just removed it.
bool isStillNamed(int descriptor, const std::filesystem::path& file) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/// isHeld() takes the lock for a moment, in processes that watch: that is waited for.
bool lockedAfterLooks(int descriptor) {
    constexpr int kTries = 10;
    constexpr auto kBetween = std::chrono::milliseconds(10);
    for (int i = 1;; ++i) {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
            return true;
        }
        if (errno != EWOULDBLOCK || i == kTries) {
            return false;
        }
        std::this_thread::sleep_for(kBetween);
    }
}

/// Whether a lock of that kind is refused because of another one.
bool isRefused(const std::filesystem::path& file, int access, int kind) {
    const Descriptor opened(::open(file.c_str(), access | O_NONBLOCK | O_CLOEXEC));
    return opened.valid() && ::flock(opened.get(), kind | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace

HolderLock::HolderLock(std::filesystem::path file) : m_file(std::move(file)) {
    for (;;) {
        m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (m_descriptor < 0) {
            m_error = errno;
            return;
        }
        if (!lockedAfterLooks(m_descriptor)) {
            const bool taken = errno == EWOULDBLOCK;
            m_state = taken ? State::taken : State::unsupported;
            m_holder = taken ? holderIn(m_descriptor) : Sentence();
            return;
        }
        if (isStillNamed(m_descriptor, m_file)) {
            break;
        }
        ::close(m_descriptor);
    }
    m_state = State::held;
    const std::string text = describeThisProcess();
    // Only informs those who are refused; on a full disk the lock works without it.
    if (::ftruncate(m_descriptor, 0) == 0 &&
        ::pwrite(m_descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        (void)::ftruncate(m_descriptor, 0);
    }
}

bool HolderLock::isHeld(const std::filesystem::path& file) {
    return isRefused(file, O_RDWR, LOCK_EX);
}

bool HolderLock::isHeldAlone(const std::filesystem::path& file) {
    return isRefused(file, O_RDONLY, LOCK_SH);  // also of another user's file
}

HolderLock::~HolderLock() {
    if (m_state == State::held) {
        ::unlink(m_file.c_str());  // before unlocking, so that another process's new file is not removed
    }
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

}  // namespace priorscope
