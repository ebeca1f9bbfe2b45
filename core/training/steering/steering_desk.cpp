#include "core/training/steering/steering_desk.hpp"

#include <chrono>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr std::chrono::milliseconds kLook{200};
constexpr int kLooksPerBeat = 5;  // a second

}  // namespace

SteeringDesk::SteeringDesk(TrainingSession& session, std::function<void()> stop)
    : m_session(session),
      m_stop(std::move(stop)),
      m_box(session.runFolder()),
      m_step(session.startStep()),
      m_system(session.runFolder(), session.startStep()) {
    if (!m_box.problem().empty()) {
        addProblem(m_box.problem());
    }
    tell();
    m_thread = std::jthread([this](const std::stop_token& token) { work(token); });
}

SteeringDesk::~SteeringDesk() = default;

TrainingObserver SteeringDesk::observing(const TrainingObserver& observer) {
    m_observer = observer;
    TrainingObserver both = observer;
    both.on_state = [this](TrainingState state) {
        {
            const std::lock_guard lock(m_mutex);
            m_status.state = state;
            m_is_changed = true;
        }
        passProblems();
        if (m_observer.on_state) {
            m_observer.on_state(state);
        }
    };
    both.on_step = [this](const StepMetrics& metrics) {
        m_step = metrics.step;
        passProblems();
        if (m_observer.on_step) {
            m_observer.on_step(metrics);
        }
    };
    return both;
}

void SteeringDesk::end(TrainingState state, const std::string& problem) {
    m_thread.request_stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_status.state = problem.empty() ? std::optional(state) : std::nullopt;
        m_status.problem = problem;
    }
    tell();
    for (const RunRequest& request : m_box.take().requests) {
        addProblem(Core::tr("A request came too late, the run has ended: %1")
                       .arg(std::string(nameOf(request.kind))));
    }
    removeRequests(m_session.runFolder());
    passProblems();
}

void SteeringDesk::work(const std::stop_token& stop) {
    for (int look = 1; !stop.stop_requested(); ++look) {
        {
            std::unique_lock lock(m_wait_mutex);
            m_wait.wait_for(lock, stop, kLook, [] { return false; });
        }
        if (stop.stop_requested()) {
            return;
        }
        RequestBox::Taken taken = m_box.take();
        for (Sentence& problem : taken.problems) {
            addProblem(std::move(problem));
        }
        for (const RunRequest& request : taken.requests) {
            act(request);
        }
        bool is_changed = false;
        {
            const std::lock_guard lock(m_mutex);
            is_changed = m_is_changed;
        }
        if (is_changed || look % kLooksPerBeat == 0) {
            tell();
        }
        takeDown();
    }
}

void SteeringDesk::takeDown() {
    std::optional<TrainingState> state;
    {
        const std::lock_guard lock(m_mutex);
        state = m_status.state;
    }
    m_system.look(state.value_or(TrainingState::stopped), m_step);
    if (const std::string problem = m_system.problem(); !problem.empty() && !m_has_told_gaps) {
        m_has_told_gaps = true;
        addProblem(Core::tr("What the machine does is not kept for now: %1").arg(problem));
    }
}

void SteeringDesk::act(const RunRequest& request) {
    try {
        if (const auto change = changeOf(request.kind)) {
            m_session.change(*change, request.value);
        } else if (request.kind == RequestKind::stop) {
            m_stop();
        } else if (request.kind == RequestKind::checkpoint) {
            m_session.requestCheckpoint();
        } else {
            m_session.setPaused(request.kind == RequestKind::pause);
        }
    } catch (const Error& error) {
        addProblem(inOneLine(error.parts()));
    }
}

void SteeringDesk::tell() {
    RunStatus status;
    {
        const std::lock_guard lock(m_mutex);
        m_status.step = m_step;
        ++m_status.beat;
        m_is_changed = false;
        status = m_status;
    }
    try {
        writeStatus(m_session.runFolder(), status);
        m_has_failed_to_tell = false;
    } catch (const Error& error) {  // the run goes on: only those who watch it see less
        if (!std::exchange(m_has_failed_to_tell, true)) {
            addProblem(inOneLine(error.parts()));
        }
    }
}

void SteeringDesk::addProblem(Sentence problem) {
    const std::lock_guard lock(m_mutex);
    m_problems.push_back(std::move(problem));
}

void SteeringDesk::passProblems() {
    std::vector<Sentence> problems;
    {
        const std::lock_guard lock(m_mutex);
        problems.swap(m_problems);
    }
    for (const Sentence& problem : problems) {
        if (m_observer.on_problem) {
            m_observer.on_problem(problem);
        }
    }
}

}  // namespace priorscope
