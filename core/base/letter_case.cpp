#include "core/base/letter_case.hpp"

#include <clocale>
#include <cwctype>

namespace priorscope {
namespace {

/// Unicode's letters without any country's rules; made once. Null where the system has none: then only the
/// letters of ASCII change.
locale_t neutralLocale() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

char32_t lowerLetter(char32_t letter) {
    if (letter < 0x80U) {
        return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
    }
    return neutralLocale() == nullptr
               ? letter
               : static_cast<char32_t>(::towlower_l(static_cast<wint_t>(letter), neutralLocale()));
}

/// Bytes of the letter that a lead byte begins; 1 for bytes that begin none.
std::size_t lettersBytes(unsigned char lead) {
    return lead >= 0xF0U && lead < 0xF8U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U && lead < 0xE0U ? 2 : 1;
}

void append(std::string& text, char32_t letter) {
    const auto byte = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
    if (letter < 0x80U) {
        byte(letter);
    } else if (letter < 0x800U) {
        byte(0xC0U | letter >> 6U);
        byte(0x80U | (letter & 0x3FU));
    } else if (letter < 0x10000U) {
        byte(0xE0U | letter >> 12U);
        byte(0x80U | (letter >> 6U & 0x3FU));
        byte(0x80U | (letter & 0x3FU));
    } else {
        byte(0xF0U | letter >> 18U);
        byte(0x80U | (letter >> 12U & 0x3FU));
        byte(0x80U | (letter >> 6U & 0x3FU));
        byte(0x80U | (letter & 0x3FU));
    }
}

}  // namespace

std::string lowerCase(std::string_view text) {
    std::string lower;
    lower.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = lettersBytes(lead);
        char32_t letter = bytes == 1 ? lead : lead & (0xFFU >> (bytes + 1));
        bool whole = lead < 0x80U || (bytes > 1 && i + bytes <= text.size());
        for (std::size_t k = 1; whole && k < bytes; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            whole = (next & 0xC0U) == 0x80U;
            letter = letter << 6U | (next & 0x3FU);
        }
        if (whole) {
            append(lower, lowerLetter(letter));
            i += bytes;
        } else {
            lower.push_back(text[i++]);
        }
    }
    return lower;
}

}  // namespace priorscope
