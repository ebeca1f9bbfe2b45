#include "core/base/files/mapped_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/descriptor.hpp"

namespace priorscope {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const Sentence& action, const Sentence& reason) {
    throw Error({.action = action, .file = file.string(), .reason = reason});
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& file, const Sentence& action) {
    map(file, action, 0, open(file, action));
}

MappedFile::MappedFile(const std::filesystem::path& file, const Sentence& action, std::uint64_t begin,
                       std::uint64_t end) {
    if (open(file, action) < end) {
        ::close(m_descriptor);
        fail(file, action, Core::tr("it is cut off"));
    }
    map(file, action, begin, end);
}

std::uint64_t MappedFile::open(const std::filesystem::path& file, const Sentence& action) {
    // O_NONBLOCK: opening a pipe without a writer would block forever.
    Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!opened.valid() || ::fstat(opened.get(), &status) != 0) {
        fail(file, action, std::generic_category().message(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        fail(file, action, Core::tr("it is not a regular file"));
    }
    // Without locks (some network drives) a cache may remove the name while the file is in use.
    (void)::flock(opened.get(), LOCK_SH | LOCK_NB);
    m_descriptor = opened.release();
    return static_cast<std::uint64_t>(status.st_size);
}

void MappedFile::map(const std::filesystem::path& file, const Sentence& action, std::uint64_t begin,
                     std::uint64_t end) {
    if (begin >= end) {
        return;
    }
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const std::uint64_t first = begin / page * page;
    m_size_of_pages = end - first;
    void* const pages =
        ::mmap(nullptr, m_size_of_pages, PROT_READ, MAP_SHARED, m_descriptor, static_cast<off_t>(first));
    if (pages == MAP_FAILED) {
        const int code = errno;
        ::close(m_descriptor);
        fail(file, action, std::generic_category().message(code));
    }
    m_pages = pages;
    m_bytes = {static_cast<const std::byte*>(pages) + (begin - first), end - begin};
}

MappedFile::~MappedFile() {
    if (m_pages != nullptr) {
        ::munmap(m_pages, m_size_of_pages);
    }
    ::close(m_descriptor);
}

}  // namespace priorscope
