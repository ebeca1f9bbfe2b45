// Random access to the bytes of a file, on disk or in memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace priorscope {

enum class ByteOrder { little, big };

/// Random access to untrusted bytes: reads beyond the end fail instead of overrunning.
class ByteSource {
  public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Copies size bytes starting at offset.
    /// @return false if the source does not have all of them
    virtual bool read(std::uint64_t offset, unsigned char* to, std::size_t size) = 0;

    /// An unsigned number of 1 to 8 bytes.
    std::optional<std::uint64_t> number(std::uint64_t offset, std::size_t bytes, ByteOrder order);
    /// Whether exactly these bytes are at the offset.
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

/// A regular file. Anything else (a folder, a pipe, a device, a missing file) is treated as empty and never
/// blocks. Reads a block at a time, since the parts of a header are close together.
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
