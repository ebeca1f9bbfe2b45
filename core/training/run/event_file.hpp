// Scalars, texts and images in TensorBoard's event format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/files/append_file.hpp"

namespace priorscope {

/// CRC-32C of the bytes. Source: RFC 3720, appendix B.4
std::uint32_t crc32c(std::string_view bytes);

/// One record of a TFRecord file: length, masked CRC of the length, data, masked CRC of the data.
/// Source: TensorFlow, tensorflow/core/lib/io/record_writer.h
std::string tfRecord(std::string_view data);

/// An image of an event.
struct EventImage {
    std::string tag;
    int width = 0;  ///< pixels
    int height = 0;
    std::string file;  ///< contents of a JPEG or PNG
};

/// Writes events.out.tfevents.SECONDS.priorscope in a folder; each event is written immediately, or kept
/// until there is space if the disk is full.
class EventFile {
  public:
    explicit EventFile(const std::filesystem::path& folder);

    /// Tells readers that a run resumes here: events of this and later steps in other files of the folder
    /// are to be discarded.
    /// Source: tensorboard/backend/event_processing/event_accumulator.py, SessionLog.START
    void sessionStart(std::int64_t step);
    /// @param values  tag and value
    void scalars(std::int64_t step, const std::vector<std::pair<std::string, double>>& values);
    /// @param markdown  TensorBoard shows it formatted
    /// Source: tensorboard/plugins/text/summary_v2.py, a string tensor of one element
    void markdown(std::int64_t step, const std::string& tag, const std::string& markdown);
    /// All in one event. Source: tensorboard/compat/proto/summary.proto, Summary.Image
    void images(std::int64_t step, const std::vector<EventImage>& images);

    bool flush() { return m_file.flush(); }
    const AppendFile& file() const { return m_file; }

  private:
    void summary(std::int64_t step, std::string_view values);

    AppendFile m_file;
};

}  // namespace priorscope
