#include "core/training/run/management/run_cleaning.hpp"

#include <optional>
#include <system_error>

#include "core/base/error.hpp"
#include "core/training/run/management/run_guard.hpp"
#include "core/training/run/management/run_size.hpp"
#include "core/training/run/run_lock.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// @param is_held  some process trains the run
void refuseOthers(const Sentence& action, const fs::path& run, const std::vector<fs::path>& files,
                  bool is_held) {
    for (const fs::path& file : files) {
        const auto refuse = [&](const Sentence& reason, const Sentence& remedy) {
            throw Error(
                {.action = action, .file = (run / file).string(), .reason = reason, .remedy = remedy});
        };
        std::error_code unknown;
        if (!isPartOfRun(file)) {
            refuse(Core::tr("the run needs it"), {});
        } else if (file.has_parent_path() && fs::is_symlink(run / file.parent_path(), unknown)) {
            refuse(Core::tr("it lies behind a link"), Core::tr("Delete it by hand"));
        } else if (is_held && belongsToOwner(file)) {
            refuse(Core::tr("the run is in progress"), Core::tr("Stop the run first, or wait for its end"));
        }
    }
}

}  // namespace

Deleted deleteRunFiles(const fs::path& run, const std::vector<fs::path>& files, const std::stop_token& stop,
                       const ProgressFn& progress) {
    const Sentence action = Core::tr("cleaning up the run");
    const bool is_held = RunLock::isHeld(run);
    std::optional<RunGuard> guard;  // nobody begins to train meanwhile
    if (is_held) {
        requireOwnFolder(action, run);
    } else {
        guard.emplace(action, run);
    }
    refuseOthers(action, run, files, is_held);
    std::vector<fs::path> whole;
    whole.reserve(files.size());
    for (const fs::path& file : files) {
        whole.push_back(run / file);
    }
    Deleted deleted;
    deleteFiles(whole, deleted, stop, progress);
    return deleted;
}

}  // namespace priorscope
