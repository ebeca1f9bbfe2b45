#include "core/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// Closes a file descriptor at the end of its scope.
class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }

    int get() const { return m_fd; }
    bool valid() const { return m_fd >= 0; }

  private:
    int m_fd;
};

[[noreturn]] void fail(const std::string& action, const fs::path& file, int code) {
    std::string remedy;
    if (code == ENOENT) {
        remedy = "Check the path";
    } else if (code == EACCES || code == EPERM) {
        remedy = "Check the permissions";
    }
    throw Error({.action = action, .file = file.string(), .reason = std::strerror(code), .remedy = remedy});
}

}  // namespace

std::string readFile(const fs::path& file, const std::string& action) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
        fail(action, file, errno);
    }
    if (S_ISDIR(status.st_mode)) {
        fail(action, file, EISDIR);
    }
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
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
