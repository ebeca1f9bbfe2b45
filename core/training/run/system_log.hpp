// What the machine did while a run was trained, and when the run was paused or taken up again: system.csv in
// the run folder. It has no influence on the run, and no two runs have the same.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/training/training_session.hpp"

namespace priorscope {

class AppendFile;

/// Parts are in [0, 1]; none where the system does not say.
struct SystemRow {
    std::int64_t step = 0;  ///< of the run, done
    std::optional<double>
        cpu{};  ///< part of the time of all cores that any program used since the row before
    std::optional<double> own_cpu{};  ///< the same of the process that trains
    std::optional<double> memory{};   ///< part of the machine's memory that no other program can get
    std::int64_t own_memory = 0;      ///< bytes, resident, of the process that trains; 0: not known
    std::optional<double> disk{};     ///< part in use of the file system where the run is
    bool operator==(const SystemRow&) const = default;
};

/// The run stood still at a step.
struct RunBreak {
    std::int64_t step = 0;
    std::optional<double> seconds{};  ///< of a pause; none: its process had ended, another one took it up
    bool operator==(const RunBreak&) const = default;
};

struct RunSystem {
    std::vector<SystemRow> rows{};   ///< one a step at most, steps ascending
    std::vector<RunBreak> breaks{};  ///< steps ascending
    bool operator==(const RunSystem&) const = default;
};

/// Steps that a resumed run made again are there once, as it made them last. Of a damaged file, what is
/// readable; of a huge one its end.
/// @return empty if there is no such file, or it cannot be read
RunSystem readRunSystem(const std::filesystem::path& run_folder);

/// Writes it. All calls from one thread.
class SystemLog {
  public:
    using Clock = std::chrono::steady_clock;

    /// @param step  at which the run starts, or is taken up
    SystemLog(std::filesystem::path run_folder, std::int64_t step, Clock::time_point now = Clock::now());
    ~SystemLog();

    /// To be called several times a second.
    void look(TrainingState state, std::int64_t step, Clock::time_point now = Clock::now());
    /// Why rows are missing in the file; empty: none are.
    std::string problem() const;

  private:
    /// Processor time so far.
    struct Ticks {
        double all = 0.0;
        double idle = 0.0;
        double own = 0.0;
    };
    static std::optional<Ticks> ticksNow();
    void append(const std::string& line);
    SystemRow measured(std::int64_t step);

    std::filesystem::path m_folder;
    std::unique_ptr<AppendFile> m_file{};  ///< from the first row on
    bool m_is_taken_up;
    Clock::time_point m_start;
    Clock::time_point m_next;
    struct Pause {
        Clock::time_point since;
        std::int64_t step = 0;
    };
    std::optional<Pause> m_pause{};
    std::optional<Ticks> m_ticks{};
};

}  // namespace priorscope
