// Runs a training session on a thread of its own and reports its events to the GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// What is known about a run when it starts.
struct RunInfo {
    TrainingOptions options;  ///< resolved
    DetectorSpec spec;
    std::filesystem::path folder;
    std::int64_t start_step = 0;
    std::vector<StepMetrics> earlier_steps{};  ///< of a resumed run
    std::vector<EvaluationRow> earlier_evaluations{};
    std::optional<WeightReport> weights{};          ///< of a run that started from a file's
    RunCourse course{};                             ///< what has happened to it so far
    std::vector<Trouble> troubles{};                ///< so far
    std::shared_ptr<const RunOverview> overview{};  ///< as its folder had it at the start; null: unreadable
    bool can_be_steered = true;                     ///< from here: one that another user trains cannot

    std::int64_t totalSteps() const { return runLength(options, course); }
};

/// All members are called on the GUI thread, and all signals arrive there. Events keep their order and none
/// is lost; they are delivered at most 30 times a second.
class TrainingController : public QObject {
    Q_OBJECT

  public:
    enum class Phase { idle, preparing, running, paused, evaluating, saving, finished, stopped, failed };
    Q_ENUM(Phase)
    /// @return null if stopped before the session was created
    using SessionFactory =
        std::function<std::unique_ptr<TrainingSession>(const std::stop_token&, const ProgressFn&)>;

    explicit TrainingController(QObject* parent = nullptr);
    /// Requests a stop and waits for the step in progress and its checkpoint.
    ~TrainingController() override;

    enum class Role { trains, watches };

    /// Creates the session on the worker thread and runs it; its errors lead to Phase::failed.
    /// @param role  whether the session trains here, or watches another process
    /// @return false while another run is active
    bool start(SessionFactory make, Role role = Role::trains);

    void setPaused(bool paused);
    /// Ends the run at a checkpoint, wherever it is trained.
    void stop();
    /// Watches no longer: the run goes on. Does nothing to a run that is trained here.
    void leave();
    /// For a process that is about to end: stops and waits until the run is saved. Emits no signal itself; if
    /// events are processed afterwards, they report how the run ended.
    void stopAndWait();
    void requestCheckpoint();
    /// Of the run in progress, between two steps. A value that is out of range is reported as a problem.
    void change(RunChange::Kind kind, double value = 0.0);

    Phase phase() const { return m_phase; }
    bool isActive() const { return m_thread.joinable(); }
    bool isTrainingHere() const { return isActive() && m_role == Role::trains; }
    bool isWatching() const { return isActive() && m_role == Role::watches; }
    /// Whether the end was that of the watching, not of the run.
    bool wasLeft() const { return m_was_left; }
    bool isPauseRequested() const { return m_pause_requested; }
    bool isStopRequested() const { return m_stop_requested; }

    /// Of the latest run; empty until its session has been created.
    const std::optional<RunInfo>& run() const { return m_run; }
    const std::vector<StepMetrics>& steps() const { return m_steps; }
    const std::vector<EvaluationRow>& evaluations() const { return m_evaluations; }
    /// With its per-class results; empty before the first one of this session.
    const std::optional<EvaluationMetrics>& lastEvaluation() const { return m_last_evaluation; }
    const Progress& progress() const { return m_progress; }  ///< of reading or evaluation
    std::optional<double> secondsLeft() const;
    const QString& errorText() const { return m_error; }

    /// The running session, for a job that takes a snapshot of it; null if none is running.
    std::shared_ptr<TrainingSession> session() const;

  Q_SIGNALS:
    void phaseChanged();
    void runStarted();      ///< run() is known; steps() and evaluations() hold the past of a resumed run
    void metricsArrived();  ///< steps(), evaluations() or progress() changed
    void checkpointWritten(const QString& file);
    void problemReported(const QString& text);
    void badImageFound(const priorscope::DatasetIssue& finding);  ///< an image that could not be trained on
    void ended();  ///< finished, stopped or failed; another run may start

  private:
    struct CheckpointEvent {
        std::filesystem::path file;
    };
    struct ProblemEvent {
        Sentence text;
    };
    struct BadImageEvent {
        DatasetIssue finding;
    };
    struct EndEvent {
        TrainingState state = TrainingState::stopped;
        std::optional<Sentence> error;
    };
    using Event = std::variant<RunInfo, TrainingState, StepMetrics, EvaluationMetrics, RunCourse, Trouble,
                               CheckpointEvent, ProblemEvent, BadImageEvent, EndEvent>;
    /// State shared by worker and GUI thread, guarded by its mutex.
    struct Mailbox {
        std::mutex mutex;
        std::vector<Event> events;
        std::optional<Progress> progress;
        bool delivery_pending = false;
        std::shared_ptr<TrainingSession> session;
        bool has_ended = true;  ///< the worker has nothing left to do but post its last event
        std::condition_variable end;
    };

    void work(const std::stop_token& stop, const SessionFactory& make);
    TrainingState runSession(const std::stop_token& stop, const SessionFactory& make);
    void post(Event event);
    void requestDelivery();
    void scheduleDelivery();
    void deliver();
    void apply(const Event& event);
    void finish(const EndEvent& event);
    void setPhase(Phase phase);

    mutable Mailbox m_mailbox;
    Phase m_phase = Phase::idle;
    Role m_role = Role::trains;
    bool m_was_left = false;
    bool m_pause_requested = false;
    bool m_stop_requested = false;
    bool m_metrics_changed = false;
    std::optional<RunInfo> m_run;
    std::vector<StepMetrics> m_steps;
    std::vector<EvaluationRow> m_evaluations;
    std::optional<EvaluationMetrics> m_last_evaluation;
    Progress m_progress;
    QString m_error;
    QElapsedTimer m_since_delivery;
    QTimer m_timer;
    std::jthread m_thread;  ///< last: joined before the other members are destroyed
};

}  // namespace priorscope
