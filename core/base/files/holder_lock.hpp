// Lets only one process at a time hold something on disk.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// A lock file that is held for the lifetime of this object. The lock is the kernel's: it is released with
/// the process, however that ends. A process that is refused can see who holds it.
class HolderLock {
  public:
    enum class State {
        held,          ///< by this object
        taken,         ///< by another process; holder() tells which
        unsupported,   ///< the file system does not support locks: exclusion is impossible
        cannot_write,  ///< the lock file cannot be created; systemError() tells why
    };

    /// Throws nothing: state() has the result.
    explicit HolderLock(std::filesystem::path file);
    ~HolderLock();
    HolderLock(const HolderLock&) = delete;
    HolderLock& operator=(const HolderLock&) = delete;

    /// Whether some process currently holds the file, alone or as a part of its memory (MappedFile).
    static bool isHeld(const std::filesystem::path& file);
    /// Whether some process holds it alone. Those who ask this do not take each other for holders.
    static bool isHeldAlone(const std::filesystem::path& file);

    /// Tells where the file is now, whose folder has been moved: there it is removed in the end.
    void hasMoved(std::filesystem::path file) { m_file = std::move(file); }

    State state() const { return m_state; }
    /// "process 123 on host, since 2026-01-02T03:04:05Z"; empty unless it is taken.
    const Sentence& holder() const { return m_holder; }
    /// errno; 0 if nothing failed.
    int systemError() const { return m_error; }

  private:
    std::filesystem::path m_file;
    int m_descriptor = -1;
    State m_state = State::cannot_write;
    Sentence m_holder;
    int m_error = 0;
};

}  // namespace priorscope
