// A file that grows by rows and survives a disk that is full for a while.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace priorscope {

/// Rows reach the file at once. What cannot be written stays in memory, in order, and is tried again with the
/// next row and by flush(): a row is in the file whole, or will be written over what there is of it.
class AppendFile {
  public:
    /// Opens, and makes where it is missing, a file to append to. Nothing is thrown: where it cannot be
    /// opened now, that too is tried again.
    explicit AppendFile(std::filesystem::path file);
    ~AppendFile();
    AppendFile(const AppendFile&) = delete;
    AppendFile& operator=(const AppendFile&) = delete;

    /// @return whether everything so far is in the file
    bool append(std::string_view rows);
    /// Writes what is waiting and brings the file to the disk.
    /// @return as append
    bool flush();
    /// For a file that was replaced under its name: what follows goes to the new one.
    void reopen();
    bool isComplete() const { return m_waiting.empty(); }
    /// Why the last try failed: a sentence of the system; empty where it succeeded.
    std::string reason() const;
    const std::filesystem::path& path() const { return m_path; }

  private:
    bool open();
    bool writeWaiting();

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::int64_t m_end = 0;  ///< bytes that are in the file whole
    std::string m_waiting;
    int m_error = 0;  ///< errno of the last failure
};

}  // namespace priorscope
