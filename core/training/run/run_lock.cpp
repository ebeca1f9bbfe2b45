#include "core/training/run/run_lock.hpp"

#include <system_error>

#include "core/base/error.hpp"

namespace priorscope {

RunLock::RunLock(const std::filesystem::path& run_folder) : m_lock(run_folder / kRunLockName) {
    const auto fail = [&](const Sentence& reason, const Sentence& remedy) {
        throw Error({.action = Core::tr("opening the run"),
                     .file = run_folder.string(),
                     .reason = reason,
                     .remedy = remedy});
    };
    if (m_lock.state() == HolderLock::State::cannot_write) {
        fail(std::generic_category().message(m_lock.systemError()),
             Core::tr("Choose a folder that can be written"));
    }
    if (m_lock.state() == HolderLock::State::taken) {
        fail(Core::tr("it is being trained by %1").arg(m_lock.holder()),
             Core::tr("Stop that process first, or wait for its end"));
    }
}

bool RunLock::isHeld(const std::filesystem::path& run_folder) {
    return HolderLock::isHeldAlone(run_folder / kRunLockName);
}

}  // namespace priorscope
