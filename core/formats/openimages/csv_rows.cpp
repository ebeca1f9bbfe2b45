#include "core/formats/openimages/csv_rows.hpp"

#include <string_view>

namespace priorscope {

bool CsvRows::readLine(std::string& line) {
    if (!std::getline(m_stream, line)) {
        return false;
    }
    ++m_line;
    if (m_line == 1 && line.starts_with("\xEF\xBB\xBF")) {
        line.erase(0, 3);
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return true;
}

bool CsvRows::next(std::vector<std::string>& cells) {
    constexpr int kMostLines = 100;  // of a quote that is never closed
    std::string line;
    do {
        if (!readLine(line)) {
            return false;
        }
    } while (line.empty());
    m_row_line = m_line;
    cells.clear();
    std::string cell;
    bool is_quoted = false;
    for (std::size_t i = 0;; ++i) {
        if (i >= line.size()) {
            std::string more;
            if (!is_quoted || m_line - m_row_line >= kMostLines || !readLine(more)) {
                break;
            }
            cell += '\n';
            line = std::move(more);
            i = static_cast<std::size_t>(-1);
        } else if (is_quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            cell += line[i++];
        } else if (line[i] == '"' && (is_quoted || cell.empty())) {
            is_quoted = !is_quoted;
        } else if (line[i] == ',' && !is_quoted) {
            cells.push_back(std::move(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    cells.push_back(std::move(cell));
    return true;
}

}  // namespace priorscope
