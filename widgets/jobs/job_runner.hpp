// Runs core functions on a worker thread and delivers their results on the GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"
#include "widgets/jobs/job_list.hpp"

namespace priorscope {

/// An exception thrown by a job, as a value.
struct JobFailure {
    QString message;   ///< one line: action, file, reason, remedy
    ErrorParts parts;  ///< as thrown; for other exceptions only `reason`
};

/// What happens to a running job when another one is started.
enum class Supersede {
    stop_running,   ///< it is asked to stop, and its result is dropped
    after_running,  ///< it finishes and is delivered; only the latest of those waiting runs next. For figures
                    ///< that follow a slider: they keep updating however fast the slider moves
};

/// One job at a time on a dedicated thread, which is joined on destruction (the running job is asked to
/// stop). All methods are called on, and all signals and callbacks arrive on, the thread that the runner
/// lives on.
///
///     m_runner.start(tr("Reading dataset"),
///                    [folder](std::stop_token stop, const ProgressFn& progress) {
///                        return readDataset(folder, {}, stop, progress);   // worker thread
///                    },
///                    [this](Dataset dataset) { … });                          // GUI thread
///
/// The work takes (std::stop_token, const ProgressFn&) and returns a value or a std::optional of one; an
/// empty optional means cancelled. It must capture copies or shared_ptr<const T> and touch no QObject.
/// Callbacks must not outlive what they capture: declare the runner after those members.
class JobRunner : public QObject {
    Q_OBJECT

  public:
    /// @param jobs  shows the runner's jobs in the strip and logs failures; null for jobs too short to be
    /// shown
    explicit JobRunner(JobList* jobs = nullptr, QObject* parent = nullptr);
    ~JobRunner() override;

    template <class Work, class Done>
    void start(const QString& name, Work work, Done done, Supersede supersede = Supersede::stop_running) {
        enqueue(
            name,
            [work = std::move(work), done = std::move(done)](
                std::stop_token stop, const ProgressFn& progress) mutable -> std::function<void()> {
                using Result = std::invoke_result_t<Work&, std::stop_token, const ProgressFn&>;
                if constexpr (std::is_void_v<Result>) {
                    work(stop, progress);
                    return [done]() mutable { done(); };
                } else {
                    auto result = std::make_shared<Result>(work(stop, progress));
                    if constexpr (IsOptional<Result>::value) {
                        if (!result->has_value()) {
                            return {};
                        }
                        return [done, result]() mutable { done(std::move(**result)); };
                    } else {
                        return [done, result]() mutable { done(std::move(*result)); };
                    }
                }
            },
            supersede);
    }

    /// Stops the running job and discards the waiting one; their results are dropped and cancelled() follows.
    void cancel();
    bool isRunning() const { return m_running; }
    const Progress& progress() const { return m_progress; }

  Q_SIGNALS:
    void started();
    void progressed(const priorscope::Progress& progress);
    void finished();   ///< after the result was delivered
    void cancelled();  ///< stopped before it had a result
    void failed(const priorscope::JobFailure& failure);

  private:
    template <class T>
    struct IsOptional : std::false_type {};
    template <class T>
    struct IsOptional<std::optional<T>> : std::true_type {};

    /// Returns a function that delivers the result, or an empty one if the job was stopped.
    using Task = std::function<std::function<void()>(std::stop_token, const ProgressFn&)>;
    struct Job {
        std::int64_t number = 0;
        QString name;
        Task task;
        std::stop_source stop;
    };

    void enqueue(const QString& name, Task task, Supersede supersede);
    void loop(const std::stop_token& quit);
    void run(Job& job);
    void postProgress(std::int64_t number, const Progress& progress);
    void handleStart(std::int64_t number, const QString& name);
    void handleProgress();
    void handleEnd(std::int64_t number, const std::function<void()>& deliver,
                   const std::optional<JobFailure>& failure);
    void leaveList();

    // Used on the runner's thread only.
    JobList* m_jobs = nullptr;
    std::int64_t m_last_number = 0;
    std::int64_t m_first_valid = 1;  ///< results of earlier jobs are stale
    std::int64_t m_list_id = 0;
    bool m_running = false;
    Progress m_progress;

    // Shared with the worker, guarded by m_mutex.
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Job> m_waiting;
    std::stop_source m_current_stop{std::nostopstate};
    Progress m_latest_progress;
    std::int64_t m_latest_number = 0;
    bool m_progress_posted = false;

    std::jthread m_thread;  // last: joined before the other members are destroyed
};

}  // namespace priorscope
