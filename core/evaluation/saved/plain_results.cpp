#include "core/evaluation/saved/plain_results.hpp"

#include <charconv>
#include <cstring>
#include <system_error>

namespace priorscope {
namespace {

constexpr std::array<std::string_view, 4> kKeys{"\"image_id\"", "\"category_id\"", "\"bbox\"", "\"score\""};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits of a number, without sign and point.
struct Digits {
    static constexpr std::ptrdiff_t kMost = 18;  // whose number always fits

    std::uint64_t value = 0;  ///< of no use where there are more
    std::ptrdiff_t count = 0;

    const char* take(const char* at) {
        const char* const begin = at;
        for (; isDigit(*at); ++at) {
            value = 10 * value + static_cast<std::uint64_t>(*at - '0');
        }
        count += at - begin;
        return at;
    }
    bool fit() const { return count > 0 && count <= kMost; }
};

/// 10^0 … 10^22, all of which are doubles.
constexpr std::array<double, 23> kPowersOfTen = [] {
    std::array<double, 23> powers{};
    double power = 1.0;
    for (double& each : powers) {
        each = power;
        power *= 10.0;
    }
    return powers;
}();

}  // namespace

void PlainResults::skipBlanks() {
    while (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t') {
        ++m_at;
    }
}

bool PlainResults::take(char expected) {
    skipBlanks();
    const bool is_there = *m_at == expected;
    m_at += is_there ? 1 : 0;
    return is_there;
}

bool PlainResults::next(PlainResult& result) {
    if (m_is_at_end || !take(m_is_first ? '[' : ',') || !take('{')) {
        return false;
    }
    m_is_first = false;
    unsigned taken = 0;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        std::size_t key = 0;
        if ((i > 0 && !take(',')) || !takeKey(key) || !take(':') || !takeValue(key, result)) {
            return false;
        }
        taken |= 1U << key;
    }
    if (taken != (1U << kKeys.size()) - 1U || !take('}')) {
        return false;
    }
    skipBlanks();
    m_is_at_end = *m_at == ']' && m_at + 1 == m_end;
    return true;
}

bool PlainResults::takeKey(std::size_t& key) {
    skipBlanks();
    // A program writes the keys in the same order each time.
    for (std::size_t tries = 0; tries < kKeys.size(); ++tries) {
        key = m_likely_key;
        m_likely_key = (m_likely_key + 1) % kKeys.size();
        if (std::memcmp(m_at, kKeys[key].data(), kKeys[key].size()) == 0) {
            m_at += kKeys[key].size();
            return true;
        }
    }
    return false;
}

bool PlainResults::takeValue(std::size_t key, PlainResult& result) {
    skipBlanks();
    switch (key) {
        case 0:
            return takeInteger(result.image_id);
        case 1:
            return takeInteger(result.category_id);
        case 3:
            return takeNumber(result.score);
        default:
            break;
    }
    for (std::size_t i = 0; i < result.bbox.size(); ++i) {
        if (!take(i == 0 ? '[' : ',')) {
            return false;
        }
        skipBlanks();
        if (!takeNumber(result.bbox[i])) {
            return false;
        }
    }
    return take(']');
}

bool PlainResults::takeInteger(std::int64_t& value) {
    const bool is_negative = *m_at == '-';
    const char* const begin = m_at + (is_negative ? 1 : 0);
    Digits digits;
    m_at = digits.take(begin);
    value = static_cast<std::int64_t>(digits.value);
    value = is_negative ? -value : value;
    return digits.fit() && (*begin != '0' || digits.count == 1);
}

bool PlainResults::takeNumber(double& value) {
    const char* const begin = m_at;
    const bool is_negative = *begin == '-';
    const char* const first = begin + (is_negative ? 1 : 0);
    Digits digits;
    m_at = digits.take(first);
    if (!digits.fit() || (*first == '0' && digits.count > 1)) {
        return false;
    }
    std::ptrdiff_t decimals = 0;
    if (*m_at == '.') {
        const std::ptrdiff_t whole = digits.count;
        m_at = digits.take(m_at + 1);
        decimals = digits.count - whole;
        if (decimals == 0) {
            return false;
        }
    }
    const bool has_exponent = *m_at == 'e' || *m_at == 'E';
    constexpr std::uint64_t kWholeDoubles = std::uint64_t{1}
                                            << 53U;  // up to it, all whole numbers are doubles
    if (!has_exponent && digits.fit() && digits.value <= kWholeDoubles) {
        // Of two doubles, the quotient is the nearest one to the number. A whole -0 is 0, as an integer.
        const double size =
            static_cast<double>(digits.value) / kPowersOfTen[static_cast<std::size_t>(decimals)];
        value = is_negative && (decimals > 0 || size > 0.0) ? -size : size;
        return true;
    }
    if (has_exponent) {
        m_at += m_at[1] == '+' || m_at[1] == '-' ? 2 : 1;
        Digits exponent;
        m_at = exponent.take(m_at);
        if (exponent.count == 0) {
            return false;
        }
    } else if (decimals == 0) {
        return false;  // a whole number that is no double
    }
    const auto [end, fault] = std::from_chars(begin, m_at, value);
    return fault == std::errc() && end == m_at;
}

}  // namespace priorscope
