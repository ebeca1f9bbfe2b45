#include "core/base/text/unicode.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace priorscope {
namespace {

/// Length of the well-formed sequence at the start of the text; 0 if there is none.
/// Source: The Unicode Standard, table 3-7
std::size_t sequenceLength(std::string_view text) {
    const auto at = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    };
    const auto continues = [&at](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i <= to; ++i) {
            if (at(i) < 0x80 || at(i) > 0xBF) {
                return false;
            }
        }
        return true;
    };
    const unsigned char first = at(0);
    const unsigned char second = at(1);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return continues(1, 1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return !overlong && !surrogate && continues(1, 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return !overlong && !beyond && continues(1, 3) ? 4 : 0;
    }
    return 0;
}

/// The number of leading bytes that are ASCII.
std::size_t asciiPrefix(std::string_view text) {
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof(word));
        if ((word & 0x8080808080808080ULL) != 0) {
            break;
        }
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
        ++at;
    }
    return at;
}

/// The code point of one sequence; -1 if it is invalid.
UChar32 characterIn(std::string_view sequence) {
    if (sequence.empty() || sequenceLength(sequence) != sequence.size()) {
        return -1;
    }
    const auto first = static_cast<unsigned char>(sequence.front());
    UChar32 c = sequence.size() == 1 ? first : first & (0xFF >> (sequence.size() + 1));
    for (const char byte : sequence.substr(1)) {
        c = (c << 6) | (static_cast<unsigned char>(byte) & 0x3F);
    }
    return c;
}

bool isBlank(UChar32 c) {
    const bool without_width =
        c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
    return without_width || u_isUWhiteSpace(c) || (c >= 0 && c < 0x20) || c == 0x7F;
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

bool isAscii(std::string_view text) {
    return asciiPrefix(text) == text.size();
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = asciiPrefix(text); at < text.size(); at += asciiPrefix(text.substr(at))) {
        const std::size_t length = sequenceLength(text.substr(at));
        if (length == 0) {
            return false;
        }
        at += length;
    }
    return true;
}

std::string composed(std::string_view text) {
    if (isAscii(text)) {
        return std::string(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(status);
    std::string result;
    icu::StringByteSink<std::string> sink(&result);
    if (U_SUCCESS(status)) {
        form->normalizeUTF8(0, piece(text), sink, nullptr, status);
    }
    return U_SUCCESS(status) ? result : std::string(text);
}

std::string caseFolded(std::string_view text) {
    if (isAscii(text)) {
        std::string result(text);
        std::transform(result.begin(), result.end(), result.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return result;
    }
    UErrorCode status = U_ZERO_ERROR;
    std::string result;
    icu::StringByteSink<std::string> sink(&result);
    icu::CaseMap::utf8Fold(0, piece(composed(text)), sink, nullptr, status);
    return U_SUCCESS(status) ? composed(result) : std::string(text);
}

std::string_view trimmedText(std::string_view text) {
    const auto is_letter = [](char c) { return c > ' ' && c <= '~'; };
    if (!text.empty() && is_letter(text.front()) && is_letter(text.back())) {
        return text;
    }
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, sequenceLength(text));
        if (!isBlank(characterIn(text.substr(0, length)))) {
            break;
        }
        text.remove_prefix(length);
    }
    while (!text.empty()) {
        std::size_t begin = text.size() - 1;
        while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
            --begin;
        }
        if (!isBlank(characterIn(text.substr(begin)))) {
            break;
        }
        text.remove_suffix(text.size() - begin);
    }
    return text;
}

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return std::string(text);
    }
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        --bytes;
    }
    return std::string(text.substr(0, bytes)) + "\u2026";
}

std::string escapedText(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    while (!bytes.empty()) {
        const std::size_t length = sequenceLength(bytes);
        if (length > 0) {
            result += bytes.substr(0, length);
        } else {
            const auto byte = static_cast<unsigned char>(bytes.front());
            result += "\\x";
            result += kDigits[byte >> 4U];
            result += kDigits[byte & 0xFU];
        }
        bytes.remove_prefix(std::max<std::size_t>(1, length));
    }
    return result;
}

}  // namespace priorscope
