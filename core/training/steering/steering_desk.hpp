// The owner's side of steering: tells those who watch what the run does, and does what they ask. Private to
// core's training.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/training/run/system_log.hpp"
#include "core/training/steering/run_requests.hpp"
#include "core/training/steering/run_status.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

class SteeringDesk {
  public:
    /// @param session  whose run begins; must outlive the desk
    /// @param stop     ends the run at a checkpoint; called on the desk's thread
    SteeringDesk(TrainingSession& session, std::function<void()> stop);
    ~SteeringDesk();

    /// Passes everything on, and takes note of it. Problems with requests are told on the thread that runs
    /// the session, as others are.
    TrainingObserver observing(const TrainingObserver& observer);
    /// From here on nothing is taken, and the file says how the run ended; requests that came too late are
    /// told. While the run is still locked, on the thread that runs the session.
    /// @param problem  why it has failed; empty: it has not
    void end(TrainingState state, const std::string& problem);

  private:
    void work(const std::stop_token& stop);
    void act(const RunRequest& request);
    void tell();
    /// Takes down what the machine does.
    void takeDown();
    void addProblem(Sentence problem);
    void passProblems();

    TrainingSession& m_session;
    std::function<void()> m_stop;
    RequestBox m_box;
    std::mutex m_mutex;  ///< guards the three below
    RunStatus m_status = statusHere();
    bool m_is_changed = true;  ///< the state is another one than in the file
    std::vector<Sentence> m_problems{};
    TrainingObserver m_observer{};  ///< of the session's thread
    std::atomic<std::int64_t> m_step;
    bool m_has_failed_to_tell = false;  ///< of the desk's thread, like the two below
    SystemLog m_system;
    bool m_has_told_gaps = false;
    std::mutex m_wait_mutex;
    std::condition_variable_any m_wait;
    std::jthread m_thread;  // last: joined before the other members are destroyed
};

}  // namespace priorscope
