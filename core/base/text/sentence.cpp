#include "core/base/text/sentence.hpp"

#include <utility>

namespace priorscope {

Sentence&& Sentence::arg(Sentence value) && {
    m_values.push_back(std::move(value));
    return std::move(*this);
}

Sentence Sentence::arg(Sentence value) const& {
    return Sentence(*this).arg(std::move(value));
}

std::string Sentence::text() const {
    if (!m_is_for_translation && m_values.empty()) {
        return m_pattern;
    }
    std::vector<std::string> values;
    values.reserve(m_values.size());
    for (const Sentence& value : m_values) {
        values.push_back(value.text());
    }
    return filledPattern(m_pattern, values);
}

Sentence operator+(Sentence first, Sentence second) {
    if (first.empty() || second.empty()) {
        return first.empty() ? second : first;
    }
    return Sentence("%1%2").arg(std::move(first)).arg(std::move(second));
}

Sentence& Sentence::operator+=(Sentence second) {
    return *this = std::move(*this) + std::move(second);
}

Sentence Core::tr(const char* pattern) {
    Sentence sentence(pattern);
    sentence.m_is_for_translation = true;
    return sentence;
}

std::string filledPattern(const std::string& pattern, const std::vector<std::string>& values) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char next = pattern[i] == '%' && i + 1 < pattern.size() ? pattern[i + 1] : '\0';
        const auto number = static_cast<std::size_t>(next - '1');
        if (next == '%') {
            text += '%';
            ++i;
        } else if (next >= '1' && next <= '9' && number < values.size()) {
            text += values[number];
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace priorscope
