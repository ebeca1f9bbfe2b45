// CSV files of any size, row by row. Internal to core/formats.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace priorscope {

/// Rows of a file with commas; cells in quotes may contain commas, quotes and line breaks.
/// Source: RFC 4180, section 2
class CsvRows {
  public:
    explicit CsvRows(const std::filesystem::path& file) : m_stream(file, std::ios::binary) {}

    bool isOpen() const { return m_stream.is_open(); }
    /// @return false at the end. A byte order mark and blank lines are passed over
    bool next(std::vector<std::string>& cells);
    /// 1-based line that the last row began on.
    int line() const { return m_row_line; }

  private:
    bool readLine(std::string& line);

    std::ifstream m_stream;
    int m_line = 0;
    int m_row_line = 0;
};

}  // namespace priorscope
