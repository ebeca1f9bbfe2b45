#include "core/base/files/append_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace priorscope {

AppendFile::AppendFile(std::filesystem::path file) : m_path(std::move(file)) {
    open();
}

AppendFile::~AppendFile() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool AppendFile::append(std::string_view rows) {
    m_waiting += rows;
    return writeWaiting();
}

bool AppendFile::flush() {
    if (!writeWaiting()) {
        return false;
    }
    if (::fdatasync(m_descriptor) != 0 && errno != EINVAL) {  // EINVAL: a pipe or similar
        m_error = errno;
        return false;
    }
    return true;
}

void AppendFile::reopen() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
        m_descriptor = -1;
    }
    open();
}

std::string AppendFile::reason() const {
    return m_error == 0 ? std::string() : std::generic_category().message(m_error);
}

bool AppendFile::open() {
    if (m_descriptor >= 0) {
        return true;
    }
    m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (m_descriptor < 0) {
        m_error = errno;
        return false;
    }
    m_end = ::lseek(m_descriptor, 0, SEEK_END);
    return true;
}

bool AppendFile::writeWaiting() {
    m_error = 0;
    if (!open()) {
        return false;
    }
    std::size_t done = 0;
    while (done < m_waiting.size()) {
        // At its own offset, so that a partially written row is overwritten.
        const ssize_t written = ::pwrite(m_descriptor, m_waiting.data() + done, m_waiting.size() - done,
                                         m_end + static_cast<std::int64_t>(done));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            m_error = written < 0 ? errno : ENOSPC;
            return false;
        }
        done += static_cast<std::size_t>(written);
    }
    m_end += static_cast<std::int64_t>(done);
    m_waiting.clear();
    return true;
}

}  // namespace priorscope
