#include "core/training/run/management/moving.hpp"

#include <fcntl.h>
#include <stdio.h>  // NOLINT: renameat2 is not in cstdio

#include <cerrno>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/training/run/management/run_guard.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// @return errno; 0 if it was moved
int tryToMove(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    // A file system that cannot do both in one step.
    std::error_code unknown;  // then it is not seen to be taken
    if (fs::exists(fs::symlink_status(to, unknown))) {
        return EEXIST;
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

void moveWithoutReplacing(const Sentence& action, const fs::path& from, const fs::path& to) {
    const int error = tryToMove(from, to);
    const auto fail = [&](const fs::path& file, const Sentence& reason, const Sentence& remedy) {
        throw Error({.action = action, .file = file.string(), .reason = reason, .remedy = remedy});
    };
    switch (error) {
        case 0:
            break;
        case EEXIST:
        case ENOTEMPTY:
            fail(to, Core::tr("there is something of that name"), Core::tr("Choose another name"));
            break;
        case EXDEV:
            fail(from, Core::tr("%1 is on another disk").arg(to.parent_path().string()),
                 Core::tr("Move it by hand; nothing was changed"));
            break;
        case ENOENT:
            fail(from, Core::tr("it is not there any more"), Core::tr("Reload the runs"));
            break;
        case ENAMETOOLONG:
            fail(to, Core::tr("the name is too long"), Core::tr("Choose another name"));
            break;
        default:
            fail(from, std::generic_category().message(error),
                 Core::tr("Check the permissions of the folder; nothing was changed"));
    }
    flushFolder(to.parent_path());
    if (from.parent_path() != to.parent_path()) {
        flushFolder(from.parent_path());
    }
}

void moveRunFolder(const Sentence& action, const fs::path& run, const fs::path& to) {
    RunGuard guard(action, run);
    moveWithoutReplacing(action, run, to);
    guard.hasMoved(to);
}

}  // namespace priorscope
