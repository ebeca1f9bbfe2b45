// Lets other threads act between two training steps. Private to core's training.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace priorscope {

/// The loop passes the gate before each step; any thread may block it there.
class TrainingGate {
  public:
    /// Blocks the loop at the gate for its lifetime.
    class Visit {
      public:
        explicit Visit(TrainingGate& gate) : m_gate(gate) { m_gate.count(1); }
        ~Visit() { m_gate.count(-1); }
        Visit(const Visit&) = delete;
        Visit& operator=(const Visit&) = delete;

      private:
        TrainingGate& m_gate;
    };

    void setPaused(bool paused) {
        {
            const std::lock_guard lock(m_mutex);
            m_paused = paused;
        }
        m_changed.notify_all();
    }

    /// Lets the loop through once, even while paused, to do something between two steps.
    void knock() {
        {
            const std::lock_guard lock(m_mutex);
            m_knocked = true;
        }
        m_changed.notify_all();
    }

    /// Called by the loop: waits for visits and pauses; returns immediately when asked to stop.
    /// @param on_pause   called before a pause begins, on the loop's thread
    /// @param on_resume  called when it ends
    /// @return false if a knock let it through and it is still paused: no step must be taken
    template <class OnPause, class OnResume>
    bool pass(const std::stop_token& stop, const OnPause& on_pause, const OnResume& on_resume) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [this] { return m_visitors == 0; });
        if (std::exchange(m_knocked, false) || !m_paused || stop.stop_requested()) {
            return !m_paused;
        }
        lock.unlock();
        on_pause();
        lock.lock();
        m_changed.wait(lock, stop, [this] { return !m_paused || m_knocked; });
        if (std::exchange(m_knocked, false) && m_paused) {
            return false;
        }
        lock.unlock();
        on_resume();
        return true;
    }

  private:
    void count(int change) {
        {
            const std::lock_guard lock(m_mutex);
            m_visitors += change;
        }
        m_changed.notify_all();
    }

    std::mutex m_mutex;  ///< guards the three below
    bool m_paused = false;
    bool m_knocked = false;
    int m_visitors = 0;
    std::condition_variable_any m_changed;
};

}  // namespace priorscope
