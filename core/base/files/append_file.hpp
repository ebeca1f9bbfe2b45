// An append-only file of rows that survives a temporarily full disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace priorscope {

/// Rows are written immediately. Rows that cannot be written stay in memory, in order, and are retried with
/// the next row and by flush(): a row is either complete in the file, or its partial write gets overwritten.
class AppendFile {
  public:
    /// Opens a file for appending, creating it if missing. Throws nothing: if it cannot be opened now,
    /// opening is retried as well.
    explicit AppendFile(std::filesystem::path file);
    ~AppendFile();
    AppendFile(const AppendFile&) = delete;
    AppendFile& operator=(const AppendFile&) = delete;

    /// @return whether everything so far is in the file
    bool append(std::string_view rows);
    /// Writes pending rows and syncs the file to the disk.
    /// @return as append
    bool flush();
    /// Reopens the file after it was replaced under its name: later rows go to the new one.
    void reopen();
    bool isComplete() const { return m_waiting.empty(); }
    /// Why the last attempt failed, as the system's message; empty if it succeeded.
    std::string reason() const;
    const std::filesystem::path& path() const { return m_path; }

  private:
    bool open();
    bool writeWaiting();

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::int64_t m_end = 0;  ///< length of the complete rows in the file, in bytes
    std::string m_waiting;
    int m_error = 0;  ///< errno of the last failure
};

}  // namespace priorscope
