#include "core/base/files/atomic_file.hpp"
#include "core/base/files/descriptor.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr const char* kPartMark = ".part-";

[[noreturn]] void throwWriteError(const Sentence& action, const std::filesystem::path& target,
                                  int error_number) {
    const bool full = error_number == ENOSPC || error_number == EDQUOT;
    const bool absent = error_number == ENOENT || error_number == ENOTDIR;
    std::error_code ignored;  // only the message depends on it
    const bool kept = std::filesystem::exists(target, ignored);
    throw Error(
        {.action = action,
         .file = target.string(),
         .reason = std::generic_category().message(error_number),
         .remedy =
             full ? (kept ? Core::tr("Free some space and save again; the file that was there is unchanged")
                          : Core::tr("Free some space and save again"))
             : absent ? Core::tr("Make the folder first")
                      : Core::tr("Choose another place, or change the permissions")});
}

}  // namespace

AtomicFile::AtomicFile(Sentence action, std::filesystem::path target)
    : m_action(std::move(action)), m_target(std::move(target)) {
    static std::atomic<unsigned> counter{0};
    m_temporary = m_target;
    m_temporary += kPartMark + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (m_descriptor < 0) {
        fail(errno);
    }
}

AtomicFile::~AtomicFile() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
        std::error_code ignored;  // remains of a failed write are harmless
        std::filesystem::remove(m_temporary, ignored);
    }
}

void AtomicFile::write(const void* data, std::size_t size) {
    constexpr std::size_t kBuffer = std::size_t{1} << 20;
    if (m_buffer.size() + size > kBuffer) {
        writeOut(m_buffer.data(), m_buffer.size());
        m_buffer.clear();
    }
    if (size >= kBuffer) {
        writeOut(static_cast<const char*>(data), size);
    } else {
        m_buffer.append(static_cast<const char*>(data), size);
    }
}

void AtomicFile::flush() {
    writeOut(m_buffer.data(), m_buffer.size());
    m_buffer.clear();
}

void AtomicFile::writeOut(const char* at, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(m_descriptor, at, size);
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail(errno);
        }
        at += written;
        size -= static_cast<std::size_t>(written);
    }
}

void AtomicFile::commit(Durability durability) {
    flush();
    const bool flushed = durability == Durability::flushed;
    if (flushed && ::fsync(m_descriptor) != 0) {
        fail(errno);
    }
    if (flushed) {
        renameDurably(m_action, m_temporary, m_target);
    } else if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        fail(errno);
    }
    ::close(m_descriptor);
    m_descriptor = -1;
}

void AtomicFile::fail(int error_number) const {
    throwWriteError(m_action, m_target, error_number);
}

bool isPartOfWrite(const std::filesystem::path& file) {
    // NAME.part-PROCESS-NUMBER
    const std::string name = file.filename().string();
    const std::size_t mark = name.rfind(kPartMark);
    if (mark == std::string::npos || mark == 0) {
        return false;
    }
    const std::string_view numbers = std::string_view(name).substr(mark + std::string_view(kPartMark).size());
    const std::size_t divider = numbers.find('-');
    const auto isNumber = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return divider != std::string_view::npos && isNumber(numbers.substr(0, divider)) &&
           isNumber(numbers.substr(divider + 1));
}

bool isAbandonedWrite(const std::filesystem::path& file) {
    if (!isPartOfWrite(file)) {
        return false;
    }
    const std::string name = file.filename().string();
    const std::size_t mark = name.rfind(kPartMark) + std::string_view(kPartMark).size();
    int process = 0;
    std::from_chars(name.data() + mark, name.data() + name.size(), process);
    std::error_code error;
    const auto age =
        std::filesystem::file_time_type::clock::now() - std::filesystem::last_write_time(file, error);
    return !error && process > 0 && age > std::chrono::seconds(10) && ::kill(process, 0) != 0 &&
           errno == ESRCH;
}

void flushFolder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.valid()) {
        ::fsync(opened.get());
    }
}

void renameDurably(const Sentence& action, const std::filesystem::path& from,
                   const std::filesystem::path& target) {
    if (::rename(from.c_str(), target.c_str()) != 0) {
        throwWriteError(action, target, errno);
    }
    flushFolder(target.has_parent_path() ? target.parent_path() : ".");
}

void writeFileAtomically(const Sentence& action, const std::filesystem::path& target, std::string_view text,
                         Durability durability) {
    AtomicFile file(action, target);
    file.write(text.data(), text.size());
    file.commit(durability);
}

}  // namespace priorscope
