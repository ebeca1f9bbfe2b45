#include "core/image/byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace priorscope {

std::optional<std::uint64_t> ByteSource::number(std::uint64_t offset, std::size_t bytes, ByteOrder order) {
    std::array<unsigned char, 8> read_bytes{};
    if (bytes > read_bytes.size() || !read(offset, read_bytes.data(), bytes)) {
        return std::nullopt;
    }
    if (order == ByteOrder::little) {
        std::reverse(read_bytes.begin(), read_bytes.begin() + static_cast<std::ptrdiff_t>(bytes));
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        value = (value << 8U) | read_bytes[i];
    }
    return value;
}

bool ByteSource::matches(std::uint64_t offset, std::string_view bytes) {
    std::array<unsigned char, 16> found{};
    return bytes.size() <= found.size() && read(offset, found.data(), bytes.size()) &&
           std::memcmp(found.data(), bytes.data(), bytes.size()) == 0;
}

bool MemorySource::read(std::uint64_t offset, unsigned char* to, std::size_t size) {
    if (offset > m_bytes.size() || size > m_bytes.size() - offset) {
        return false;
    }
    std::memcpy(to, m_bytes.data() + offset, size);
    return true;
}

FileSource::FileSource(const std::filesystem::path& file) {
    // A pipe without a writer would be waited for.
    m_descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status {};
    if (m_descriptor >= 0 && (::fstat(m_descriptor, &status) != 0 || !S_ISREG(status.st_mode))) {
        ::close(m_descriptor);
        m_descriptor = -1;
    }
}

FileSource::~FileSource() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool FileSource::read(std::uint64_t offset, unsigned char* to, std::size_t size) {
    const auto holds = [&] {
        return offset >= m_from && offset - m_from <= m_filled && size <= m_filled - (offset - m_from);
    };
    if (size > m_block.size() || (!holds() && !fill(offset, size))) {
        return false;
    }
    std::memcpy(to, m_block.data() + (offset - m_from), size);
    return true;
}

bool FileSource::fill(std::uint64_t offset, std::size_t size) {
    if (m_descriptor < 0 ||
        offset > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max()) - m_block.size()) {
        return false;
    }
    // The first block mostly holds the whole header; after it, one looks at a few bytes here and there.
    constexpr std::size_t kLater = 512;
    const std::size_t wanted = offset == 0 ? m_block.size() : std::max(size, kLater);
    m_from = offset;
    m_filled = 0;
    while (m_filled < size) {
        const ssize_t got = ::pread(m_descriptor, m_block.data() + m_filled, wanted - m_filled,
                                    static_cast<off_t>(offset + m_filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        m_filled += static_cast<std::size_t>(got);
    }
    return true;
}

}  // namespace priorscope
