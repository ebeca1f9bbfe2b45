// One process at a time holds something that lies on the disk.
#pragma once

#include <filesystem>
#include <string>

namespace priorscope {

/// A lock file that is held while this lives. The lock is the kernel's: it goes with the process, however
/// that ends. Whoever is refused is told who holds it.
class HolderLock {
  public:
    enum class State {
        held,          ///< by this
        taken,         ///< by another; holder() says by whom
        unsupported,   ///< the file system knows no locks: nobody can be kept out
        cannot_write,  ///< the lock file cannot be made; systemError() says why
    };

    /// Throws nothing: what came of it is in state().
    explicit HolderLock(std::filesystem::path file);
    ~HolderLock();
    HolderLock(const HolderLock&) = delete;
    HolderLock& operator=(const HolderLock&) = delete;

    /// Whether some process holds the file now.
    static bool isHeld(const std::filesystem::path& file);

    State state() const { return m_state; }
    /// "process 123 on host, since 2026-01-02T03:04:05Z"; empty unless it is taken.
    const std::string& holder() const { return m_holder; }
    /// errno; 0 where nothing failed.
    int systemError() const { return m_error; }

  private:
    std::filesystem::path m_file;
    int m_descriptor = -1;
    State m_state = State::cannot_write;
    std::string m_holder;
    int m_error = 0;
};

}  // namespace priorscope
