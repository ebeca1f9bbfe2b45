// Texts of which few are distinct, kept once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace priorscope {

/// A text in four bytes: all that are equal share one copy, which stays until the program ends. For names
/// that recur, such as poses. May be used from several threads.
class InternedText {
  public:
    InternedText() = default;
    InternedText(std::string_view text);
    InternedText(const std::string& text) : InternedText(std::string_view(text)) {}
    InternedText(const char* text) : InternedText(std::string_view(text)) {}

    const std::string& text() const;
    operator const std::string&() const { return text(); }
    bool empty() const { return m_number == 0; }
    bool operator==(const InternedText&) const = default;

  private:
    std::uint32_t m_number = 0;  ///< of the pool; 0 is the empty text
};

}  // namespace priorscope
