// What the process that trains a run is doing, for those who watch it: status.json in the run folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/training/training_session.hpp"

namespace priorscope {

struct RunStatus {
    /// None: the run has failed, problem says why.
    std::optional<TrainingState> state = TrainingState::preparing;
    std::int64_t step = 0;  ///< completed
    std::int64_t beat = 0;  ///< grows while the process lives; no time, so that clocks do not matter
    std::string problem{};
    std::string host{};
    std::int64_t process = 0;  ///< its number on that host
    std::int64_t queued = 0;   ///< its place among the runs that wait to be started; 0: it does not wait
    /// Neither ended nor failed.
    bool isUnderway() const;
    bool operator==(const RunStatus&) const = default;
};

/// Of this process.
RunStatus statusHere();

/// Not flushed to the disk: a power cut ends the process as well. @throws Error if it cannot be written
void writeStatus(const std::filesystem::path& run_folder, const RunStatus& status);

/// None if there is none, or it is not one of ours: then only the lock says whether the run is in progress.
std::optional<RunStatus> readStatus(const std::filesystem::path& run_folder);

}  // namespace priorscope
