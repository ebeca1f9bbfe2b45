// Scalars for TensorBoard.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace priorscope {

/// CRC-32C of the bytes. Source: RFC 3720, appendix B.4
std::uint32_t crc32c(std::string_view bytes);

/// One record of a TFRecord file: length, masked CRC of it, data, masked CRC of that.
/// Source: TensorFlow, tensorflow/core/lib/io/record_writer.h
std::string tfRecord(std::string_view data);

/// Writes events.out.tfevents.SECONDS.priorscope in a folder; each call of scalars() reaches the file.
class EventFile {
  public:
    explicit EventFile(const std::filesystem::path& folder);

    /// @param values  tag and value
    void scalars(std::int64_t step, const std::vector<std::pair<std::string, double>>& values);
    bool good() const { return m_out.good(); }

  private:
    std::ofstream m_out;
};

}  // namespace priorscope
