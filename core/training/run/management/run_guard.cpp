#include "core/training/run/management/run_guard.hpp"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/host_name.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/steering/run_status.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// A process that trains writes its state every few seconds; clocks of machines differ by less than this.
constexpr std::chrono::seconds kRecently{60};

[[noreturn]] void fail(const Sentence& action, const fs::path& run, const Sentence& reason,
                       const Sentence& remedy) {
    throw Error({.action = action, .file = run.string(), .reason = reason, .remedy = remedy});
}

std::string userName(uid_t user) {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    const bool is_known =
        ::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr;
    return is_known ? std::string(entry.pw_name) : std::to_string(user);
}

/// Locks do not reach everywhere: a process on another machine is known by what it writes.
bool wroteRecently(const fs::path& run, const RunStatus& status, HolderLock::State lock) {
    if (!status.isUnderway() || (lock == HolderLock::State::held && status.host == hostName())) {
        return false;
    }
    std::error_code unknown;
    const auto told = fs::last_write_time(run / "status.json", unknown);
    // The lock's file has just been written to the same disk: its time is by the same clock.
    const auto now = lock == HolderLock::State::held ? fs::last_write_time(run / kRunLockName, unknown)
                                                     : fs::file_time_type::clock::now();
    return !unknown && now - told < kRecently;
}

fs::path lockFile(const Sentence& action, const fs::path& run) {
    requireOwnFolder(action, run);
    return run / kRunLockName;
}

}  // namespace

void requireOwnFolder(const Sentence& action, const fs::path& folder) {
    struct stat found {};
    if (::stat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode)) {
        fail(action, folder, Core::tr("it is not there any more"), Core::tr("Reload the runs"));
    }
    if (found.st_uid != ::geteuid()) {
        fail(action, folder, Core::tr("it belongs to another user, %1").arg(userName(found.st_uid)),
             Core::tr("Ask that user to do it; nothing was changed"));
    }
}

RunGuard::RunGuard(const Sentence& action, const fs::path& run) : m_lock(lockFile(action, run)) {
    if (m_lock.state() == HolderLock::State::taken) {
        fail(action, run, Core::tr("it is being trained by %1").arg(m_lock.holder()),
             Core::tr("Stop that process first, or wait for its end"));
    }
    // On a full disk no lock can be made, so that nobody can train there either.
    const bool is_full = m_lock.systemError() == ENOSPC || m_lock.systemError() == EDQUOT;
    if (m_lock.state() == HolderLock::State::cannot_write && !is_full) {
        fail(action, run, std::generic_category().message(m_lock.systemError()),
             Core::tr("Check the permissions of the folder; nothing was changed"));
    }
    const auto status = readStatus(run);
    if (status && status->queued > 0) {
        fail(action, run, Core::tr("it waits to be started"), Core::tr("Take it out of the queue first"));
    }
    if (status && wroteRecently(run, *status, m_lock.state())) {
        fail(action, run, Core::tr("a process on %1 was training it a moment ago").arg(status->host),
             Core::tr("Stop that process first, or try again in a minute"));
    }
}

void RunGuard::hasMoved(const fs::path& run) {
    m_lock.hasMoved(run / kRunLockName);
}

}  // namespace priorscope
