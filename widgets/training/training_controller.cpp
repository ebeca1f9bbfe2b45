#include "widgets/training/training_controller.hpp"

#include <exception>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/plain_message.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/run/curves.hpp"
#include "core/training/steering/run_requests.hpp"
#include "widgets/components/sentence_text.hpp"

namespace priorscope {
namespace {

constexpr int kDeliveryInterval_ms = 33;

/// Null if it cannot be read: then epochs are not told apart, and nothing is compared with it.
std::shared_ptr<const RunOverview> overviewOf(const std::filesystem::path& run,
                                              const DetectorFamilies& families) {
    try {
        return std::make_shared<const RunOverview>(readRunOverview(run, families));
    } catch (const Error&) {
        return nullptr;
    }
}

RunInfo runInfo(const TrainingSession& session) {
    RunInfo info{.options = session.options(),
                 .spec = session.spec(),
                 .folder = session.runFolder(),
                 .start_step = session.startStep(),
                 .weights = session.weightReport(),
                 .course = session.course()};
    info.troubles = readableTroubles(info.folder);
    info.overview = overviewOf(info.folder, {info.spec.family});
    info.can_be_steered = !session.isElsewhere() || canSteer(info.folder);
    if (info.start_step > 0) {
        // The steps after the checkpoint will be trained again.
        RunRecord record = readRun(info.folder, {info.spec.family});
        std::erase_if(record.steps, [&](const StepMetrics& step) { return step.step > info.start_step; });
        std::erase_if(record.evaluations,
                      [&](const EvaluationRow& row) { return row.step > info.start_step; });
        info.earlier_steps = std::move(record.steps);
        info.earlier_evaluations = std::move(record.evaluations);
    }
    return info;
}

}  // namespace

TrainingController::TrainingController(QObject* parent) : QObject(parent) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TrainingController::deliver);
}

TrainingController::~TrainingController() {
    if (m_thread.joinable()) {
        stopAndWait();
        m_thread.join();
    }
}

bool TrainingController::start(SessionFactory make, Role role) {
    if (isActive()) {
        return false;
    }
    m_role = role;
    m_was_left = false;
    m_run.reset();
    m_steps.clear();
    m_evaluations.clear();
    m_last_evaluation.reset();
    m_progress = {};
    m_error.clear();
    m_pause_requested = false;
    m_stop_requested = false;
    {
        const std::lock_guard lock(m_mailbox.mutex);
        m_mailbox.has_ended = false;
    }
    m_thread = std::jthread(
        [this, make = std::move(make)](const std::stop_token& stopToken) { work(stopToken, make); });
    setPhase(Phase::preparing);  // once it is active, since receivers of the signal may query it
    return true;
}

void TrainingController::setPaused(bool paused) {
    if (!isActive() || m_pause_requested == paused) {
        return;
    }
    m_pause_requested = paused;
    if (const auto running = session()) {
        running->setPaused(paused);
    }
    Q_EMIT phaseChanged();
}

void TrainingController::stop() {
    if (!isActive()) {
        return;
    }
    m_stop_requested = true;
    const auto running = session();
    if (m_role == Role::trains) {
        m_thread.request_stop();
        if (running) {
            running->setPaused(false);
        }
    } else if (running) {
        running->requestStop();
    }
    Q_EMIT phaseChanged();
}

void TrainingController::leave() {
    if (isWatching()) {
        m_was_left = true;
        m_thread.request_stop();
    }
}

void TrainingController::stopAndWait() {
    if (!isActive()) {
        return;
    }
    m_stop_requested = true;
    m_was_left = isWatching();
    m_thread.request_stop();  // ends a pause as well
    std::unique_lock lock(m_mailbox.mutex);
    m_mailbox.end.wait(lock, [this] { return m_mailbox.has_ended; });
}

void TrainingController::requestCheckpoint() {
    if (const auto running = session()) {
        running->requestCheckpoint();
    }
}

void TrainingController::change(RunChange::Kind kind, double value) {
    try {
        if (const auto running = session()) {
            running->change(kind, value);
        } else {
            Q_EMIT problemReported(
                tr("The change is not made: the run is being prepared, or has just ended"));
        }
    } catch (const Error& error) {
        Q_EMIT problemReported(priorscope::errorText(error));
    }
}

std::optional<double> TrainingController::secondsLeft() const {
    return m_run ? priorscope::secondsLeft(m_steps, m_run->totalSteps()) : std::nullopt;
}

std::shared_ptr<TrainingSession> TrainingController::session() const {
    const std::lock_guard lock(m_mailbox.mutex);
    return m_mailbox.session;
}

// On the worker thread.
void TrainingController::work(const std::stop_token& stopToken, const SessionFactory& make) {
    useBackgroundPriority();
    EndEvent end;
    try {
        end.state = runSession(stopToken, make);
    } catch (const std::exception& error) {
        end.error = plainMessage(error);
    }
    {
        const std::lock_guard lock(m_mailbox.mutex);
        m_mailbox.session.reset();
        m_mailbox.has_ended = true;
    }
    m_mailbox.end.notify_all();
    post(end);
}

TrainingState TrainingController::runSession(const std::stop_token& stopToken, const SessionFactory& make) {
    const ProgressFn on_progress = [this](const Progress& progress) {
        {
            const std::lock_guard lock(m_mailbox.mutex);
            m_mailbox.progress = progress;
        }
        requestDelivery();
    };
    const std::shared_ptr<TrainingSession> running = make(stopToken, on_progress);
    if (running == nullptr) {
        return TrainingState::stopped;
    }
    {
        const std::lock_guard lock(m_mailbox.mutex);
        m_mailbox.session = running;
    }
    post(runInfo(*running));
    TrainingObserver observer;
    observer.on_state = [this](TrainingState state) { post(state); };
    observer.on_step = [this](const StepMetrics& metrics) { post(metrics); };
    observer.on_evaluation = [this](const EvaluationMetrics& metrics) { post(metrics); };
    observer.on_course = [this](const RunCourse& course) { post(course); };
    observer.on_trouble = [this](const Trouble& trouble) { post(trouble); };
    observer.on_checkpoint = [this](const std::filesystem::path& file) { post(CheckpointEvent{file}); };
    observer.on_problem = [this](const Sentence& text) { post(ProblemEvent{text}); };
    observer.on_bad_image = [this](const DatasetIssue& finding) { post(BadImageEvent{finding}); };
    observer.on_progress = on_progress;
    return running->run(stopToken, observer);
}

void TrainingController::post(Event event) {
    {
        const std::lock_guard lock(m_mailbox.mutex);
        m_mailbox.events.push_back(std::move(event));
    }
    requestDelivery();
}

void TrainingController::requestDelivery() {
    {
        const std::lock_guard lock(m_mailbox.mutex);
        if (std::exchange(m_mailbox.delivery_pending, true)) {
            return;
        }
    }
    QMetaObject::invokeMethod(this, &TrainingController::scheduleDelivery, Qt::QueuedConnection);
}

// From here on, on the GUI thread.
void TrainingController::scheduleDelivery() {
    const qint64 since = m_since_delivery.isValid() ? m_since_delivery.elapsed() : kDeliveryInterval_ms;
    if (since >= kDeliveryInterval_ms) {
        deliver();
    } else {
        m_timer.start(static_cast<int>(kDeliveryInterval_ms - since));
    }
}

void TrainingController::deliver() {
    m_since_delivery.start();
    std::vector<Event> events;
    std::optional<Progress> progress;
    {
        const std::lock_guard lock(m_mailbox.mutex);
        events.swap(m_mailbox.events);
        progress.swap(m_mailbox.progress);
        m_mailbox.delivery_pending = false;
    }
    if (progress) {
        m_progress = *progress;
        m_metrics_changed = true;
    }
    for (const Event& event : events) {
        apply(event);
    }
    if (std::exchange(m_metrics_changed, false)) {
        Q_EMIT metricsArrived();
    }
}

void TrainingController::apply(const Event& event) {
    if (const auto* run = std::get_if<RunInfo>(&event)) {
        m_run = *run;
        m_steps = run->earlier_steps;
        m_evaluations = run->earlier_evaluations;
        // A pause that was requested while the session was being created.
        const auto running = session();
        if (running && m_pause_requested && !m_stop_requested) {
            running->setPaused(true);
        } else if (running && m_stop_requested && m_role == Role::watches) {
            running->requestStop();  // which was asked for while its files were read
        }
        Q_EMIT runStarted();
    } else if (const auto* state = std::get_if<TrainingState>(&event)) {
        // Another process may have paused it, or ended the pause.
        const bool was_paused = m_phase == Phase::paused;
        const bool is_going_on = *state == TrainingState::running && was_paused;
        m_pause_requested = *state == TrainingState::paused || (m_pause_requested && !is_going_on);
        // finished and stopped are reported by the end event, once the thread is done with the session.
        switch (*state) {
            case TrainingState::preparing:
                setPhase(Phase::preparing);
                break;
            case TrainingState::running:
                setPhase(Phase::running);
                break;
            case TrainingState::paused:
                setPhase(Phase::paused);
                break;
            case TrainingState::evaluating:
                setPhase(Phase::evaluating);
                break;
            case TrainingState::saving:
                setPhase(Phase::saving);
                break;
            case TrainingState::finished:
            case TrainingState::stopped:
                break;
        }
    } else if (const auto* step = std::get_if<StepMetrics>(&event)) {
        m_steps.push_back(*step);
        m_metrics_changed = true;
    } else if (const auto* evaluation = std::get_if<EvaluationMetrics>(&event)) {
        // A resumed run may evaluate once more at the step of its checkpoint.
        std::erase_if(m_evaluations,
                      [evaluation](const EvaluationRow& row) { return row.step == evaluation->step; });
        m_evaluations.push_back(evaluationRow(*evaluation));
        m_last_evaluation = *evaluation;
        m_metrics_changed = true;
    } else if (const auto* course = std::get_if<RunCourse>(&event)) {
        m_run->course = *course;
        m_metrics_changed = true;
    } else if (const auto* trouble = std::get_if<Trouble>(&event)) {
        m_run->troubles.push_back(*trouble);
        m_metrics_changed = true;
    } else if (const auto* checkpoint = std::get_if<CheckpointEvent>(&event)) {
        Q_EMIT checkpointWritten(QString::fromStdString(checkpoint->file.string()));
    } else if (const auto* problem = std::get_if<ProblemEvent>(&event)) {
        if (m_role == Role::watches) {  // what was asked for may be what did not arrive
            m_pause_requested = m_phase == Phase::paused;
            m_stop_requested = false;
            Q_EMIT phaseChanged();
        }
        Q_EMIT problemReported(sentenceText(problem->text));
    } else if (const auto* bad = std::get_if<BadImageEvent>(&event)) {
        Q_EMIT badImageFound(bad->finding);
    } else if (const auto* end = std::get_if<EndEvent>(&event)) {
        finish(*end);
    }
}

void TrainingController::finish(const EndEvent& event) {
    m_thread.join();
    if (std::exchange(m_metrics_changed, false)) {
        Q_EMIT metricsArrived();
    }
    if (event.error) {
        m_error = sentenceText(*event.error);
        setPhase(Phase::failed);
    } else {
        setPhase(event.state == TrainingState::finished ? Phase::finished : Phase::stopped);
    }
    Q_EMIT ended();
}

void TrainingController::setPhase(Phase phase) {
    if (m_phase != phase) {
        m_phase = phase;
        Q_EMIT phaseChanged();
    }
}

}  // namespace priorscope
