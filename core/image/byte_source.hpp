// Bytes of a file that is looked at here and there: from the disk or from memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace priorscope {

enum class ByteOrder { little, big };

/// Random access to bytes that nobody vouches for: what lies beyond the end is told, never read.
class ByteSource {
  public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Copies size bytes from offset on.
    /// @return false where the source does not hold all of them
    virtual bool read(std::uint64_t offset, unsigned char* to, std::size_t size) = 0;

    /// An unsigned number of 1 to 8 bytes.
    std::optional<std::uint64_t> number(std::uint64_t offset, std::size_t bytes, ByteOrder order);
    /// Whether exactly these bytes stand there.
    bool matches(std::uint64_t offset, std::string_view bytes);
};

class MemorySource : public ByteSource {
  public:
    /// @param bytes  must outlive this
    explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
    bool read(std::uint64_t offset, unsigned char* to, std::size_t size) override;

  private:
    std::string_view m_bytes;
};

/// A regular file. Anything else (a folder, a pipe, a device, nothing at all) holds no bytes and is never
/// waited for. Reads a block at a time: headers lie close together.
class FileSource : public ByteSource {
  public:
    explicit FileSource(const std::filesystem::path& file);
    ~FileSource() override;
    bool read(std::uint64_t offset, unsigned char* to, std::size_t size) override;

  private:
    bool fill(std::uint64_t offset, std::size_t size);

    int m_descriptor = -1;
    std::array<unsigned char, 4096> m_block{};
    std::uint64_t m_from = 0;
    std::size_t m_filled = 0;
};

}  // namespace priorscope
