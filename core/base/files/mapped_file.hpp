// Files as memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// A file, or a part of it, as read-only memory that the kernel reads when it is looked at, and drops as it
/// likes. It outlives the file's name: a file that is replaced or removed stays readable. A file that someone
/// shortens ends the process (SIGBUS), so that only files that are replaced whole may be mapped. While it is
/// mapped it has a shared lock, for HolderLock::isHeld().
class MappedFile {
  public:
    /// The whole file.
    /// @throws Error if it is missing, not a regular file, or cannot be mapped
    MappedFile(const std::filesystem::path& file, const Sentence& action);
    /// The bytes [begin, end). @throws Error also if the file is shorter
    MappedFile(const std::filesystem::path& file, const Sentence& action, std::uint64_t begin,
               std::uint64_t end);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }

  private:
    std::uint64_t open(const std::filesystem::path& file, const Sentence& action);
    void map(const std::filesystem::path& file, const Sentence& action, std::uint64_t begin,
             std::uint64_t end);

    int m_descriptor = -1;
    void* m_pages = nullptr;
    std::size_t m_size_of_pages = 0;
    std::span<const std::byte> m_bytes;
};

}  // namespace priorscope
