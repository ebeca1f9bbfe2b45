#include "core/training/steering/watched_run.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <utility>

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/training/run/metrics_tail.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/steering/run_requests.hpp"
#include "core/training/steering/run_status.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLook{400};
/// After so long without a beat the process is stopped, or its machine is out of reach.
constexpr std::chrono::seconds kSilence{20};

/// Tells whether a file was written since the last look.
class FileWatch {
  public:
    explicit FileWatch(fs::path file) : m_file(std::move(file)) { (void)hasChanged(); }
    bool hasChanged() {
        struct stat state {};
        Seen now{};
        if (::stat(m_file.c_str(), &state) == 0) {
            now = {state.st_ino, state.st_size, state.st_mtim.tv_sec, state.st_mtim.tv_nsec};
        }
        return std::exchange(m_seen, now) != now;
    }

  private:
    struct Seen {
        ino_t inode = 0;
        off_t size = 0;
        time_t seconds = 0;
        long nanoseconds = 0;
        bool operator==(const Seen&) const = default;
    };
    fs::path m_file;
    Seen m_seen{};
};

/// The files whose changes are told, as they were before the run was read.
struct WatchedFiles {
    explicit WatchedFiles(const fs::path& run_folder)
        : header(run_folder / "run.json"),
          troubles(run_folder / "troubles.json"),
          last(run_folder / "checkpoints" / "last.pt") {}

    FileWatch header;
    FileWatch troubles;
    FileWatch last;
};

EvaluationMetrics metricsOf(const EvaluationRow& row, const std::vector<std::string>& classes) {
    EvaluationMetrics metrics;
    metrics.step = row.step;
    metrics.evaluation.map_voc07 = row.map_voc07;
    metrics.evaluation.map_voc10 = row.map_voc10;
    for (std::size_t i = 0; i < std::min(classes.size(), row.class_ap_voc07.size()); ++i) {
        metrics.evaluation.classes.push_back(
            {.name = classes[i], .label = static_cast<int>(i) + 1, .ap_voc07 = row.class_ap_voc07[i]});
    }
    if (row.loss) {
        metrics.losses = {*row.loss};
    }
    return metrics;
}

class WatchedRun final : public TrainingSession {
  public:
    WatchedRun(RunRecord record, WatchedFiles files, DetectorFamilies families)
        : m_record(std::move(record)),
          m_families(std::move(families)),
          m_tail(m_record.folder / "metrics.csv", columnsOf(m_record.spec)),
          m_files(std::move(files)) {
        m_step = m_start_step = m_record.steps.empty() ? 0 : m_record.steps.back().step;
        m_evaluated_at = m_record.evaluations.empty() ? -1 : m_record.evaluations.back().step;
        for (const EvaluationRow& row : m_record.evaluations) {
            m_best = std::max(m_best, row.map_voc07.value_or(-1.0));
        }
        m_record.steps = {};  // read again by those who show them
    }

    TrainingState run(std::stop_token stop, const TrainingObserver& observer) override;
    void setPaused(bool paused) override { ask({paused ? RequestKind::pause : RequestKind::go_on}); }
    void change(RunChange::Kind kind, double value) override;
    void requestCheckpoint() override { ask({RequestKind::checkpoint}); }
    bool isElsewhere() const override { return true; }
    void requestStop() override { ask({RequestKind::stop}); }
    Detector snapshot() override { return loadDetector(lastCheckpoint(), m_families).detector; }

    const TrainingOptions& options() const override { return m_record.options; }
    const TrainingImages& images() const override { return m_images; }
    const DetectorSpec& spec() const override { return m_record.spec; }
    const fs::path& runFolder() const override { return m_record.folder; }
    std::int64_t startStep() const override { return m_start_step; }
    RunCourse course() const override { return m_record.course; }
    const std::optional<WeightReport>& weightReport() const override { return m_weights; }

  private:
    void ask(const RunRequest& request);
    void askAll(const TrainingObserver& observer);
    /// @return false if the run was taken up again from an earlier step
    bool look(const TrainingObserver& observer);
    bool tellNews(const TrainingObserver& observer);
    bool tellRows(const TrainingObserver& observer);
    void tellCourse(const TrainingObserver& observer);
    void tellTroubles(const TrainingObserver& observer);
    void tellState(const TrainingObserver& observer);
    TrainingState end(const TrainingObserver& observer);
    fs::path lastCheckpoint() const;

    RunRecord m_record;
    DetectorFamilies m_families;
    TrainingImages m_images{};  // where they lie is the other process's affair
    std::optional<WeightReport> m_weights{};
    MetricsTail m_tail;
    WatchedFiles m_files;
    std::int64_t m_step = 0;
    std::int64_t m_start_step = 0;
    std::int64_t m_evaluated_at = -1;
    double m_best = -1.0;
    std::optional<TrainingState> m_told{};
    std::int64_t m_beat = -1;
    Clock::time_point m_beat_at{};
    bool m_is_silent = false;  ///< which was told
    std::mutex m_mutex;        ///< guards m_requests
    std::condition_variable_any m_asked;
    std::vector<RunRequest> m_requests{};
};

void WatchedRun::change(RunChange::Kind kind, double value) {
    if (const auto problem = problemWith(kind, value)) {
        throwOnProblems(Core::tr("changing the run"), {*problem});
    }
    ask({requestFor(kind), value});
}

void WatchedRun::ask(const RunRequest& request) {
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
    }
    m_asked.notify_all();
}

void WatchedRun::askAll(const TrainingObserver& observer) {
    std::vector<RunRequest> requests;
    {
        const std::lock_guard lock(m_mutex);
        requests.swap(m_requests);
    }
    for (const RunRequest& request : requests) {
        try {
            askRun(m_record.folder, request);
        } catch (const Error& error) {
            if (observer.on_problem) {
                observer.on_problem(inOneLine(error.parts()));
            }
        }
    }
}

TrainingState WatchedRun::run(std::stop_token stop, const TrainingObserver& observer) {
    m_beat_at = Clock::now();
    for (;;) {
        askAll(observer);
        const bool is_trained = RunLock::isHeld(m_record.folder);  // before the look: it sees the last rows
        if (!look(observer)) {
            return TrainingState::stopped;  // another history than was told: to be read anew
        }
        if (!is_trained) {
            return end(observer);
        }
        std::unique_lock lock(m_mutex);
        m_asked.wait_for(lock, stop, kLook, [this] { return !m_requests.empty(); });
        if (stop.stop_requested()) {
            lock.unlock();
            askAll(observer);  // what was asked last is not lost
            return TrainingState::stopped;
        }
    }
}

bool WatchedRun::look(const TrainingObserver& observer) {
    const auto is_there = [this] {
        std::error_code ignored;
        return fs::exists(m_record.folder / "run.json", ignored);
    };
    try {
        if (is_there()) {
            return tellNews(observer);
        }
    } catch (const Error&) {
        if (is_there()) {
            throw;
        }
    }
    throw Error({.action = Core::tr("watching the run"),
                 .file = m_record.folder.string(),
                 .reason = Core::tr("its folder is no longer there, or out of reach"),
                 .remedy = Core::tr("Look for it, and open the folder that it is in")});
}

bool WatchedRun::tellNews(const TrainingObserver& observer) {
    tellState(observer);
    if (!tellRows(observer)) {
        return false;
    }
    tellCourse(observer);
    tellTroubles(observer);
    if (m_files.last.hasChanged() && observer.on_checkpoint) {
        observer.on_checkpoint(lastCheckpoint());
    }
    return true;
}

bool WatchedRun::tellRows(const TrainingObserver& observer) {
    const MetricsTail::News news = m_tail.read();
    const std::int64_t reached = news.steps.empty() ? 0 : news.steps.back().step;
    if (news.is_replaced && reached < m_step) {
        return false;
    }
    auto evaluation = news.evaluations.begin();
    const auto tellEvaluations = [&](std::int64_t before) {
        for (; evaluation != news.evaluations.end() && evaluation->step < before; ++evaluation) {
            if (evaluation->step <= m_evaluated_at) {
                continue;
            }
            m_evaluated_at = evaluation->step;
            EvaluationMetrics metrics = metricsOf(*evaluation, m_record.spec.classes);
            metrics.best = evaluation->map_voc07.value_or(-1.0) > m_best;
            m_best = std::max(m_best, evaluation->map_voc07.value_or(-1.0));
            if (observer.on_evaluation) {
                observer.on_evaluation(metrics);
            }
        }
    };
    for (const StepMetrics& step : news.steps) {
        tellEvaluations(step.step);
        if (step.step > m_step) {
            m_step = step.step;
            if (observer.on_step) {
                observer.on_step(step);
            }
        }
    }
    tellEvaluations(std::numeric_limits<std::int64_t>::max());
    return true;
}

void WatchedRun::tellCourse(const TrainingObserver& observer) {
    if (!m_files.header.hasChanged()) {
        return;
    }
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(m_record.folder, options, spec, header, m_families);
    if (m_record.course != header.course) {
        m_record.course = header.course;
        if (observer.on_course) {
            observer.on_course(m_record.course);
        }
    }
}

void WatchedRun::tellTroubles(const TrainingObserver& observer) {
    if (!m_files.troubles.hasChanged()) {
        return;
    }
    for (const Trouble& trouble : readableTroubles(m_record.folder)) {
        if (std::ranges::find(m_record.troubles, trouble) == m_record.troubles.end()) {
            m_record.troubles.push_back(trouble);
            if (observer.on_trouble) {
                observer.on_trouble(trouble);
            }
        }
    }
}

void WatchedRun::tellState(const TrainingObserver& observer) {
    const std::optional<RunStatus> status = readStatus(m_record.folder);
    if (!status) {
        return;  // an earlier version, which tells nothing
    }
    const bool is_underway = status->isUnderway();
    const auto now = Clock::now();
    if (status->beat != m_beat || !is_underway) {  // it reads what a former process has left
        m_beat = status->beat;
        m_beat_at = now;
        m_is_silent = false;
    } else if (now - m_beat_at > kSilence && !std::exchange(m_is_silent, true) && observer.on_problem) {
        observer.on_problem(
            Core::tr("Nothing has come from the process that trains %1 for %2 s: it is stopped, "
                     "or its machine is out of reach")
                .arg(m_record.name)
                .arg(kSilence.count()));
    }
    if (is_underway && m_told != status->state) {
        m_told = status->state;
        if (observer.on_state) {
            observer.on_state(*status->state);
        }
    }
}

TrainingState WatchedRun::end(const TrainingObserver& observer) {
    askAll(observer);  // told that nobody is there
    const std::optional<RunStatus> status = readStatus(m_record.folder);
    if (status && !status->state) {
        throw Error({.action = Core::tr("training in another process"),
                     .file = m_record.folder.string(),
                     .reason = status->problem});
    }
    if (status && status->isUnderway()) {
        throw Error(
            {.action = Core::tr("watching the run"),
             .file = m_record.folder.string(),
             .reason =
                 Core::tr("process %1 on %2 has ended without saving").arg(status->process).arg(status->host),
             .remedy = Core::tr("Resume it: it goes on from its last checkpoint")});
    }
    const TrainingState state = status ? status->state.value() : TrainingState::stopped;
    if (observer.on_state) {
        observer.on_state(state);
    }
    return state;
}

fs::path WatchedRun::lastCheckpoint() const {
    return m_record.folder / "checkpoints" / "last.pt";
}

}  // namespace

bool isTrained(const fs::path& run_folder) {
    return RunLock::isHeld(run_folder);
}

std::unique_ptr<TrainingSession> watchRun(const fs::path& run_folder, const DetectorFamilies& families) {
    WatchedFiles files(run_folder);
    RunRecord record = readRun(run_folder, families);
    record.troubles = readableTroubles(run_folder);
    return std::make_unique<WatchedRun>(std::move(record), std::move(files), families);
}

}  // namespace priorscope
