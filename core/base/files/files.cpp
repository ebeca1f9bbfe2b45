#include "core/base/files/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/descriptor.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const Sentence& action, const fs::path& file, int code) {
    Sentence remedy;
    if (code == ENOENT) {
        remedy = Core::tr("Check the path");
    } else if (code == EACCES || code == EPERM) {
        remedy = Core::tr("Check the permissions");
    }
    throw Error({.action = action,
                 .file = file.string(),
                 .reason = std::generic_category().message(code),
                 .remedy = remedy});
}

/// Describes a path that is not a regular file.
Sentence kindOf(mode_t mode) {
    if (S_ISDIR(mode)) {
        return Core::tr("it is a directory, not a file");
    }
    if (S_ISFIFO(mode)) {
        return Core::tr("it is a pipe, not a file");
    }
    return S_ISSOCK(mode) ? Core::tr("it is a socket, not a file") : Core::tr("it is a device, not a file");
}

/// "16 MB", "117 kB", "12 bytes"
Sentence inUnits(std::uintmax_t bytes) {
    constexpr std::uintmax_t kStep = 1024;
    if (bytes < kStep) {
        return Core::tr("%1 bytes").arg(bytes);
    }
    return bytes < kStep * kStep ? std::to_string(bytes / kStep) + " kB"
                                 : std::to_string(bytes / (kStep * kStep)) + " MB";
}

std::string reserved(std::uintmax_t size, const Sentence& action, const fs::path& file) {
    try {
        return std::string(size, '\0');
    } catch (const std::exception&) {  // bad_alloc or length_error
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("there is not enough memory for its %1").arg(inUnits(size)),
                     .remedy = Core::tr("Close other programs, or choose a smaller file")});
    }
}

}  // namespace

std::string readFile(const fs::path& file, const Sentence& action, std::uintmax_t max_bytes) {
    // O_NONBLOCK: opening a pipe without a writer would block forever. It has no effect on files.
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
        fail(action, file, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throw Error({.action = action, .file = file.string(), .reason = kindOf(status.st_mode)});
    }
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (size > max_bytes) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("it has %1, more than the %2 that such a file may have")
                                   .arg(inUnits(size))
                                   .arg(inUnits(max_bytes)),
                     .remedy = Core::tr("Choose another file")});
    }
    std::string bytes = reserved(size, action, file);
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(descriptor.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            fail(action, file, errno);
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace priorscope
