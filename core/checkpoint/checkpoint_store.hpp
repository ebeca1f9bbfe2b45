// The checkpoints of a run on disk. Private to core's training: it speaks of tensors.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Writes last.pt, best.pt and epoch-NNNN.pt, all by one rule: what cannot be written, on a full disk for
/// example, is kept in memory and tried again with the next last.pt. last.pt is written only after a best
/// checkpoint that waits, so it never speaks of one that is not there; epochs come after it, and of those
/// only the two latest wait.
class CheckpointStore {
  public:
    explicit CheckpointStore(const std::filesystem::path& run_folder)
        : m_folder(run_folder / "checkpoints") {}

    std::filesystem::path last() const { return m_folder / "last.pt"; }
    std::filesystem::path best() const { return m_folder / "best.pt"; }
    /// @param epoch  number of epochs done, 1 or more
    std::filesystem::path ofEpoch(std::int64_t epoch) const;

    /// Writes best.pt or an epoch's file.
    /// @return why it waits, and which epoch no longer does; nothing where it was written
    /// @throws Error where it cannot be kept in memory either
    std::optional<std::string> write(const std::filesystem::path& file, const PickleValue& document);
    /// Writes a best checkpoint that waits, then last.pt, then epochs that wait.
    /// @return why an epoch still waits; nothing where none does
    /// @throws Error where the best or last.pt cannot be written; the former goes on waiting
    std::optional<std::string> writeLast(const PickleValue& document);

  private:
    std::filesystem::path m_folder;
    std::map<std::filesystem::path, PickleValue> m_waiting;  ///< with tensors of their own
};

/// When last.pt is due: after so many steps, and whenever steps of five minutes are not on disk.
class CheckpointClock {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// @param every  steps, > 0
    /// @param step   done at the start, and on disk
    CheckpointClock(std::int64_t every, std::int64_t step, Time now)
        : m_every(every), m_tried(step), m_time(now) {}

    bool isDue(std::int64_t step, Time now) const {
        return step > m_tried && (step % m_every == 0 || now - m_time >= kLongest);
    }
    /// It was written, or could not be: the next try comes in its turn.
    void tried(std::int64_t step, Time now) {
        m_tried = step;
        m_time = now;
    }

    static constexpr std::chrono::minutes kLongest{5};

  private:
    std::int64_t m_every;
    std::int64_t m_tried;
    Time m_time;
};

/// Removes what killed processes left of files that they were writing, in the run's folder and among its
/// checkpoints. Only for who holds the folder's lock.
void sweepParts(const std::filesystem::path& run_folder);

}  // namespace priorscope
