// One process at a time trains in a run folder. Private to core's training.
#pragma once

#include <filesystem>

#include "core/base/files/holder_lock.hpp"

namespace priorscope {

inline constexpr const char* kRunLockName = "run.lock";

/// Holds a run folder while it lives. The lock is the kernel's: it goes with the process, however that ends.
class RunLock {
  public:
    /// @throws Error saying who holds the folder, or that it cannot be written
    explicit RunLock(const std::filesystem::path& run_folder);

    /// False on a file system that knows no locks: nobody can be kept out there.
    bool isExclusive() const { return m_lock.state() == HolderLock::State::held; }

    /// Whether some process holds the folder now.
    static bool isHeld(const std::filesystem::path& run_folder);

  private:
    HolderLock m_lock;
};

}  // namespace priorscope
