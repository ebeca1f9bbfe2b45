#include "core/training/run/system_log.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "core/base/files/append_file.hpp"
#include "core/base/memory_use.hpp"
#include "core/base/text/line_splitter.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

using namespace std::chrono_literals;

constexpr const char* kFile = "system.csv";
constexpr const char* kHead = "kind,step,seconds,cpu,own_cpu,memory,own_memory,disk\n";
constexpr std::size_t kColumns = 8;
constexpr std::size_t kLongestLine = 512;
constexpr std::streamoff kMostBytes = std::streamoff{8} << 20;
/// A long run has some thousand rows: the longer it goes on, the rarer they are.
constexpr auto kLeastInterval = 1s;
constexpr int kRowsPerDoubling = 500;
constexpr auto kLeastPause = 1s;
constexpr double kMost = 1e15;  ///< of steps, seconds and bytes

std::string cell(const std::optional<double>& value) {
    return value ? significantText(*value, 4) : std::string();
}

/// [0, most], or nothing.
std::optional<double> numberUpTo(double most, std::string_view text) {
    const std::optional<double> value = numberFromText(text);
    return value && *value >= 0.0 && *value <= most ? value : std::nullopt;
}

std::optional<double> part(std::string_view text) {
    return numberUpTo(1.0, text);
}

std::optional<std::array<std::string_view, kColumns>> cellsOf(std::string_view line) {
    std::array<std::string_view, kColumns> cells;
    for (std::size_t i = 0; i < kColumns; ++i) {
        const std::size_t comma = line.find(',');
        if ((comma == std::string_view::npos) != (i + 1 == kColumns)) {
            return std::nullopt;
        }
        cells[i] = line.substr(0, comma);
        line.remove_prefix(i + 1 == kColumns ? line.size() : comma + 1);
    }
    return cells;
}

/// What is of this step or a later one was made before the run was taken up at an earlier one.
template <class Row>
void keepBefore(std::vector<Row>& rows, std::int64_t step) {
    while (!rows.empty() && rows.back().step >= step) {
        rows.pop_back();
    }
}

void takeLine(std::string_view line, RunSystem& system) {
    const auto cells = cellsOf(line);
    const std::optional<double> step = cells ? numberUpTo(kMost, (*cells)[1]) : std::nullopt;
    if (!step) {
        return;  // the head, or damaged
    }
    const auto at = static_cast<std::int64_t>(*step);
    const std::string_view kind = (*cells)[0];
    const std::optional<double> seconds = numberUpTo(kMost, (*cells)[2]);
    if (kind == "system") {
        keepBefore(system.rows, at);
        const double own = numberUpTo(kMost, (*cells)[6]).value_or(0.0);
        system.rows.push_back({.step = at,
                               .cpu = part((*cells)[3]),
                               .own_cpu = part((*cells)[4]),
                               .memory = part((*cells)[5]),
                               .own_memory = static_cast<std::int64_t>(own),
                               .disk = part((*cells)[7])});
    } else if (kind == "pause" && seconds) {
        system.breaks.push_back({at, *seconds});
    } else if (kind == "taken up") {
        keepBefore(system.rows, at + 1);
        keepBefore(system.breaks, at + 1);
        system.breaks.push_back({at, std::nullopt});
    }
}

std::optional<double> memoryInUse() {
    const MachineMemory memory = machineMemory();
    const double available = static_cast<double>(memory.available);
    return memory.total > 0
               ? std::optional(std::clamp(1.0 - available / static_cast<double>(memory.total), 0.0, 1.0))
               : std::nullopt;
}

std::optional<double> diskInUse(const std::filesystem::path& folder) {
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(folder, error);
    if (error || space.capacity == 0) {
        return std::nullopt;
    }
    return 1.0 - static_cast<double>(space.available) / static_cast<double>(space.capacity);
}

}  // namespace

RunSystem readRunSystem(const std::filesystem::path& run_folder) {
    RunSystem system;
    const std::filesystem::path file = run_folder / kFile;
    std::error_code ignored;  // as if there were none
    if (!std::filesystem::is_regular_file(file, ignored)) {
        return system;
    }
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = in.tellg();
    in.seekg(std::max<std::streamoff>(0, size - kMostBytes));
    LineSplitter lines(kLongestLine);
    std::vector<char> piece(std::size_t{1} << 16U);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        lines.take(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount())),
                   [&system](std::string_view line) { takeLine(line, system); });
    }
    return system;
}

SystemLog::SystemLog(std::filesystem::path run_folder, std::int64_t step, Clock::time_point now)
    : m_folder(std::move(run_folder)),
      m_is_taken_up(step > 0),
      m_start(now),
      m_next(now + kLeastInterval),
      m_ticks(ticksNow()) {}

SystemLog::~SystemLog() = default;

void SystemLog::look(TrainingState state, std::int64_t step, Clock::time_point now) {
    if (step <= 0) {
        return;  // a run that fails before its first step leaves nothing
    }
    if (std::exchange(m_is_taken_up, false)) {
        append("taken up," + std::to_string(step) + ",,,,,,\n");
    }
    if (state == TrainingState::paused) {
        m_pause = m_pause.value_or(Pause{now, step});
        return;
    }
    if (const auto pause = std::exchange(m_pause, std::nullopt); pause && now - pause->since >= kLeastPause) {
        const double seconds = std::chrono::duration<double>(now - pause->since).count();
        append("pause," + std::to_string(pause->step) + ',' + fixedText(seconds, 1) + ",,,,,\n");
    }
    if (now >= m_next) {
        m_next = now + std::max<Clock::duration>(kLeastInterval, (now - m_start) / kRowsPerDoubling);
        const SystemRow row = measured(step);
        append("system," + std::to_string(step) + ",," + cell(row.cpu) + ',' + cell(row.own_cpu) + ',' +
               cell(row.memory) + ',' + std::to_string(row.own_memory) + ',' + cell(row.disk) + '\n');
    }
}

std::string SystemLog::problem() const {
    return m_file == nullptr || m_file->isComplete() ? std::string() : m_file->reason();
}

void SystemLog::append(const std::string& line) {
    if (m_file == nullptr) {
        std::error_code ignored;  // then it is made
        const bool is_new = !std::filesystem::exists(m_folder / kFile, ignored);
        m_file = std::make_unique<AppendFile>(m_folder / kFile);
        if (is_new) {
            (void)m_file->append(kHead);  // what fails is tried again, and told by problem()
        }
    }
    (void)m_file->append(line);
}

SystemRow SystemLog::measured(std::int64_t step) {
    SystemRow row{.step = step,
                  .memory = memoryInUse(),
                  .own_memory = processMemory().resident,
                  .disk = diskInUse(m_folder)};
    const std::optional<Ticks> now = ticksNow();
    if (now && m_ticks && now->all > m_ticks->all) {
        const double all = now->all - m_ticks->all;
        row.cpu = std::clamp(1.0 - (now->idle - m_ticks->idle) / all, 0.0, 1.0);
        row.own_cpu = std::clamp((now->own - m_ticks->own) / all, 0.0, 1.0);
    }
    m_ticks = now;
    return row;
}

std::optional<SystemLog::Ticks> SystemLog::ticksNow() {
    // proc(5): user, nice, system, idle, iowait, irq, softirq, steal; what guests use is part of user.
    constexpr std::size_t kKinds = 8;
    constexpr std::size_t kIdle = 3;
    constexpr std::size_t kWaiting = 4;
    std::ifstream machine("/proc/stat");
    std::string name;
    std::array<double, kKinds> ticks{};
    machine >> name;
    for (double& each : ticks) {
        machine >> each;
    }
    std::string process;
    std::getline(std::ifstream("/proc/self/stat"), process);
    const std::size_t command = process.rfind(')');  // a program's name may hold anything
    if (!machine || command == std::string::npos) {
        return std::nullopt;
    }
    std::istringstream fields(process.substr(command + 1));
    std::string skipped;
    constexpr int kBeforeTimes = 11;  // state to cmajflt
    for (int i = 0; i < kBeforeTimes; ++i) {
        fields >> skipped;
    }
    double user = 0.0;
    double system = 0.0;
    fields >> user >> system;
    Ticks now{.idle = ticks[kIdle] + ticks[kWaiting], .own = user + system};
    for (const double each : ticks) {
        now.all += each;
    }
    return now;
}

}  // namespace priorscope
