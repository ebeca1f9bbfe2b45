#include "core/compute/tf32_use.hpp"

#include <ATen/Context.h>

#include <condition_variable>
#include <mutex>

namespace priorscope {
namespace {

struct Switch {
    std::mutex turn;  ///< held while waiting: who comes later, even to go along, waits as well
    std::mutex mutex;
    std::condition_variable changed;
    int users = 0;
    bool is_on = false;
};

Switch& theSwitch() {
    static Switch only;
    return only;
}

thread_local int t_depth = 0;

}  // namespace

Tf32Use::Tf32Use(bool wanted, bool on_cuda) : m_held(on_cuda) {
    if (!m_held || ++t_depth > 1) {
        return;
    }
    Switch& one = theSwitch();
    const std::lock_guard turn(one.turn);
    std::unique_lock lock(one.mutex);
    one.changed.wait(lock, [&] { return one.users == 0 || one.is_on == wanted; });
    if (one.users++ == 0) {
        one.is_on = wanted;
        at::globalContext().setAllowTF32CuDNN(wanted);
        at::globalContext().setAllowTF32CuBLAS(wanted);
    }
}

Tf32Use::~Tf32Use() {
    if (!m_held || --t_depth > 0) {
        return;
    }
    Switch& one = theSwitch();
    {
        const std::lock_guard lock(one.mutex);
        --one.users;
    }
    one.changed.notify_all();
}

}  // namespace priorscope
