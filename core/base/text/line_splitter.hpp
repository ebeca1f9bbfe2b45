// Lines of a text that comes in pieces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace priorscope {

/// Keeps what has no line break yet; lines that are too long are passed over and take no memory.
class LineSplitter {
  public:
    /// @param longest  bytes of a line, without its line break
    explicit LineSplitter(std::size_t longest) : m_longest(longest) {}

    /// Calls visit(std::string_view) with each line that the piece completes, without its line break.
    template <class Visit>
    void take(std::string_view piece, const Visit& visit) {
        for (std::size_t end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
            const std::string_view last = piece.substr(0, end);
            if (!m_is_overlong && m_rest.size() + last.size() <= m_longest) {
                m_rest.empty() ? visit(last) : visit(std::string_view(m_rest += last));
            }
            m_rest.clear();
            m_is_overlong = false;
            piece.remove_prefix(end + 1);
        }
        m_is_overlong = m_is_overlong || m_rest.size() + piece.size() > m_longest;
        m_rest += m_is_overlong ? std::string_view() : piece;
    }

    /// Forgets the line that is not complete.
    void clear() {
        m_rest.clear();
        m_is_overlong = false;
    }

  private:
    std::size_t m_longest;
    std::string m_rest{};
    bool m_is_overlong = false;
};

}  // namespace priorscope
