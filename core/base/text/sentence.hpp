// Sentences for people: in English, with the names and figures in them kept apart, so that the window can
// translate them.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace priorscope {

/// A sentence or a part of one. Text of other origin, a file's name or a message of the system, converts to
/// one that stays as it is.
class Sentence {
  public:
    Sentence() = default;
    Sentence(std::string text) : m_pattern(std::move(text)) {}
    Sentence(const char* text) : m_pattern(text) {}

    /// The next value: the first call fills %1, the second %2, up to %9. A sentence within a sentence is
    /// translated, too.
    Sentence&& arg(Sentence value) &&;
    Sentence arg(Sentence value) const&;
    template <class Number, std::enable_if_t<std::is_integral_v<Number>, int> = 0>
    Sentence&& arg(Number value) && {
        return std::move(*this).arg(Sentence(std::to_string(value)));
    }

    /// In English.
    std::string text() const;
    operator std::string() const { return text(); }
    bool empty() const { return m_pattern.empty(); }

    /// One after the other; neither loses its translation.
    friend Sentence operator+(Sentence first, Sentence second);
    Sentence& operator+=(Sentence second);
    friend bool operator==(const Sentence& a, const Sentence& b) { return a.text() == b.text(); }

    const std::string& pattern() const { return m_pattern; }
    const std::vector<Sentence>& values() const { return m_values; }
    bool isForTranslation() const { return m_is_for_translation; }

  private:
    friend struct Core;

    std::string m_pattern;
    std::vector<Sentence> m_values;
    bool m_is_for_translation = false;
};

#ifdef PRIORSCOPE_LUPDATE
// Never defined: lupdate alone reads this and the line in Core. It looks for the namespace of a function's
// return type here, and for the context of Core::tr from there.
namespace nlohmann {}
namespace std::filesystem {}
namespace torch {}
#endif

/// Core::tr("the file has %1 bytes").arg(size) is translated in the window; lupdate collects such sentences
/// under the context Core. A literal % is written %%.
struct Core {
#ifdef PRIORSCOPE_LUPDATE
    Q_DECLARE_TR_FUNCTIONS(Core)
#endif
    static Sentence tr(const char* pattern);
};

/// Fills %1 to %9 of the pattern with the values, in any order, and turns %% into %.
std::string filledPattern(const std::string& pattern, const std::vector<std::string>& values);

}  // namespace priorscope
