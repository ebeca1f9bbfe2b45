// The checkpoints of a run on disk. Private to core's training: it uses torch types.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/archive/pickle.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Writes last.pt, best.pt and epoch-NNNN.pt under one rule: a checkpoint that cannot be written, for example
/// because the disk is full, is kept in memory and retried with the next last.pt. last.pt is written only
/// after any pending best checkpoint, so it never refers to one that does not exist; epochs are written after
/// it, and only the two latest stay pending.
class CheckpointStore {
  public:
    explicit CheckpointStore(const std::filesystem::path& run_folder)
        : m_folder(run_folder / "checkpoints") {}

    std::filesystem::path last() const { return m_folder / "last.pt"; }
    std::filesystem::path best() const { return m_folder / "best.pt"; }
    /// @param epoch  number of completed epochs, 1 or more
    std::filesystem::path ofEpoch(std::int64_t epoch) const;

    /// Writes best.pt or an epoch checkpoint.
    /// @return why it is pending, and which older epoch was dropped; nothing if it was written
    /// @throws Error if it cannot be kept in memory either
    std::optional<Sentence> write(const std::filesystem::path& file, const PickleValue& document);
    /// Writes a pending best checkpoint, then last.pt, then pending epochs.
    /// @return why an epoch is still pending; nothing if none is
    /// @throws Error if best.pt or last.pt cannot be written; the former stays pending
    std::optional<Sentence> writeLast(const PickleValue& document);

  private:
    std::filesystem::path m_folder;
    std::map<std::filesystem::path, PickleValue> m_waiting;  ///< each owns its tensors
};

/// Decides when last.pt is due: after a number of steps, or when five minutes of training are unsaved.
class CheckpointClock {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// @param every  steps, > 0
    /// @param step   number of steps done at the start, already on disk
    CheckpointClock(std::int64_t every, std::int64_t step, Time now)
        : m_every(every), m_tried(step), m_time(now) {}

    bool isDue(std::int64_t step, Time now) const {
        return step > m_tried && (step % m_every == 0 || now - m_time >= kLongest);
    }
    /// Call after each attempt, successful or not: the next one follows at the regular interval.
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

/// Removes temporary files left behind by killed processes, in the run folder and among its
/// checkpoints. Only the holder of the folder's lock may call it.
void removeLeftoverParts(const std::filesystem::path& run_folder);

}  // namespace priorscope
