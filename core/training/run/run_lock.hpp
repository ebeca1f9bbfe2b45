// Lets only one process at a time train in a run folder. Private to core's training.
#pragma once

#include <filesystem>

#include "core/base/files/holder_lock.hpp"

namespace priorscope {

inline constexpr const char* kRunLockName = "run.lock";

/// Locks a run folder for its lifetime. The lock is the kernel's: it is released when the process ends.
class RunLock {
  public:
    /// @throws Error saying who holds the folder, or that it is not writable
    explicit RunLock(const std::filesystem::path& run_folder);

    /// False on a file system without locks: exclusion is impossible there.
    bool isExclusive() const { return m_lock.state() == HolderLock::State::held; }

    /// Whether some process currently holds the folder.
    static bool isHeld(const std::filesystem::path& run_folder);

  private:
    HolderLock m_lock;
};

}  // namespace priorscope
