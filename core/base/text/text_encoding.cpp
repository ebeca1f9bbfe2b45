#include "core/base/text/text_encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

unsigned char byteAt(std::string_view bytes, std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : static_cast<unsigned char>(0);
}

bool isLetterOrDigit(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Declared encoding names, and the superset that they are decoded as.
struct EncodingName {
    std::string_view declared;
    const char* read_as;
};
constexpr std::array kReadAs{
    EncodingName{"gb2312", "GB18030"},          EncodingName{"gbk", "GB18030"},
    EncodingName{"x-gbk", "GB18030"},           EncodingName{"cp936", "GB18030"},
    EncodingName{"gb_2312-80", "GB18030"},      EncodingName{"euc-cn", "GB18030"},
    EncodingName{"iso-8859-1", "windows-1252"}, EncodingName{"latin1", "windows-1252"},
    EncodingName{"latin-1", "windows-1252"},    EncodingName{"ascii", "windows-1252"},
    EncodingName{"us-ascii", "windows-1252"},   EncodingName{"iso8859-1", "windows-1252"},
    EncodingName{"ansi", "windows-1252"},       EncodingName{"iso-8859-9", "windows-1254"},
    EncodingName{"shift_jis", "windows-31j"},   EncodingName{"shift-jis", "windows-31j"},
    EncodingName{"sjis", "windows-31j"},        EncodingName{"x-sjis", "windows-31j"},
    EncodingName{"euc-kr", "windows-949"},      EncodingName{"ks_c_5601-1987", "windows-949"},
    EncodingName{"big5", "windows-950"},        EncodingName{"utf8", "UTF-8"},
};

/// The converter's name for a declared encoding; empty if it is unknown.
std::string converterName(std::string_view declared) {
    const std::string name = caseFolded(escapedText(declared));
    const auto found = std::find_if(kReadAs.begin(), kReadAs.end(),
                                    [&name](const EncodingName& each) { return each.declared == name; });
    if (found != kReadAs.end()) {
        return found->read_as;
    }
    UErrorCode status = U_ZERO_ERROR;
    const bool known = isAscii(name) && ucnv_countAliases(name.c_str(), &status) > 0 && U_SUCCESS(status);
    return known ? name : std::string();
}

/// Whether every byte is a valid character: text that is also UTF-8 is then almost certainly UTF-8.
bool hasSingleBytes(const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status),
                                                                       &ucnv_close);
    return U_SUCCESS(status) && ucnv_getMaxCharSize(converter.get()) == 1;
}

/// Encodings that represent all text in ASCII bytes.
bool hasSevenBits(std::string_view declared) {
    const std::string name = caseFolded(escapedText(declared));
    return name.starts_with("iso-2022") || name.starts_with("utf-7") || name.starts_with("hz-gb");
}

/// Decodes everything, or returns nothing if a byte is invalid in the encoding.
std::optional<std::string> converted(std::string_view bytes, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status),
                                                                       &ucnv_close);
    if (U_FAILURE(status)) {
        return std::nullopt;
    }
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::vector<UChar> units(2 * bytes.size() + 16);
    const std::int32_t count =
        ucnv_toUChars(converter.get(), units.data(), static_cast<std::int32_t>(units.size()), bytes.data(),
                      static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) {
        return std::nullopt;
    }
    std::string text(static_cast<std::size_t>(count) * 3, '\0');
    std::int32_t length = 0;
    u_strToUTF8(text.data(), static_cast<std::int32_t>(text.size()), &length, units.data(), count, &status);
    if (U_FAILURE(status)) {
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(length));
    return text;
}

/// Calls visit(begin, end) for every run of bytes above 0x7F until it returns false.
template <typename Visit>
bool everyHighRun(std::string_view bytes, const Visit& visit) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (byteAt(bytes, at) < 0x80) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < bytes.size() && byteAt(bytes, end) >= 0x80) {
            ++end;
        }
        if (!visit(at, end)) {
            return false;
        }
        at = end;
    }
    return true;
}

/// Western text has one or two non-ASCII letters at a time, next to ASCII letters.
bool looksWestern(std::string_view bytes) {
    const auto letter = [bytes](std::size_t i) { return byteAt(bytes, i) >= 0xC0; };
    return everyHighRun(bytes, [&](std::size_t begin, std::size_t end) {
        const bool beside_ascii =
            (begin > 0 && isLetterOrDigit(byteAt(bytes, begin - 1))) || isLetterOrDigit(byteAt(bytes, end));
        const bool short_enough =
            end - begin == 1 || (end - begin == 2 && letter(begin) && letter(begin + 1));
        return beside_ascii && short_enough;
    });
}

/// GB 2312 byte pairs, at least one of them a Chinese character.
bool looksLikeGb2312(std::string_view bytes) {
    bool has_character = false;
    const bool pairs = everyHighRun(bytes, [&](std::size_t begin, std::size_t end) {
        if ((end - begin) % 2 != 0) {
            return false;
        }
        for (std::size_t i = begin; i < end; i += 2) {
            const unsigned char row = byteAt(bytes, i);
            const unsigned char cell = byteAt(bytes, i + 1);
            const bool used = (row >= 0xA1 && row <= 0xA9) || (row >= 0xB0 && row <= 0xF7);
            if (!used || cell < 0xA1 || cell == 0xFF) {
                return false;
            }
            has_character = has_character || row >= 0xB0;
        }
        return true;
    });
    return pairs && has_character;
}

/// UTF-16 text without a byte order mark: every second byte of ASCII letters is zero.
const char* utf16WithoutMark(std::string_view bytes) {
    const std::size_t seen = std::min<std::size_t>(bytes.size(), 1024) & ~std::size_t{1};
    if (seen < 4 || bytes.size() % 2 != 0) {
        return nullptr;
    }
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < seen; ++i) {
        zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    }
    const std::size_t enough = seen / 4;  // half of the characters
    if (zeros[0] == 0 && zeros[1] > enough) {
        return "UTF-16LE";
    }
    return zeros[1] == 0 && zeros[0] > enough ? "UTF-16BE" : nullptr;
}

struct ByteOrderMark {
    std::string_view bytes;
    const char* encoding;
};
constexpr std::array kMarks{
    ByteOrderMark{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    ByteOrderMark{std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    ByteOrderMark{"\xEF\xBB\xBF", "UTF-8"},
    ByteOrderMark{"\xFF\xFE", "UTF-16LE"},
    ByteOrderMark{"\xFE\xFF", "UTF-16BE"},
};

DecodedText unreadable(std::string_view bytes, const char* encoding) {
    return {.text = escapedText(bytes), .encoding = encoding, .certainty = TextCertainty::unreadable};
}

DecodedText decodedAs(std::string_view bytes, const char* encoding, TextCertainty certainty) {
    if (auto text = converted(bytes, encoding)) {
        return {.text = std::move(*text), .encoding = encoding, .certainty = certainty};
    }
    return unreadable(bytes, encoding);
}

/// If every non-ASCII character takes three or more bytes, the text is almost certainly UTF-8;
/// pairs may also be two letters or one Chinese character in another encoding.
bool hasLongSequences(std::string_view utf8) {
    return std::any_of(utf8.begin(), utf8.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

DecodedText recognised(std::string_view bytes) {
    if (looksWestern(bytes)) {
        return decodedAs(bytes, "windows-1252", TextCertainty::recognised);
    }
    if (looksLikeGb2312(bytes)) {
        return decodedAs(bytes, "GB18030", TextCertainty::recognised);
    }
    return unreadable(bytes, "UTF-8");
}

}  // namespace

DecodedText decodeText(std::string_view bytes, std::string_view declared) {
    for (const ByteOrderMark& mark : kMarks) {
        if (!bytes.starts_with(mark.bytes)) {
            continue;
        }
        const std::string_view rest = bytes.substr(mark.bytes.size());
        if (std::string_view(mark.encoding) != "UTF-8") {
            return decodedAs(rest, mark.encoding, TextCertainty::sure);
        }
        return isUtf8(rest) ? DecodedText{std::string(rest), "UTF-8", TextCertainty::sure} : recognised(rest);
    }
    if (isAscii(bytes) && bytes.find('\0') == std::string_view::npos && !hasSevenBits(declared)) {
        return {std::string(bytes), "UTF-8", TextCertainty::sure};
    }
    if (const char* const encoding = utf16WithoutMark(bytes)) {
        return decodedAs(bytes, encoding, TextCertainty::sure);
    }
    const std::string name = declared.empty() ? std::string() : converterName(declared);
    const bool utf8 = isUtf8(bytes);
    // A declaration that could be read byte by byte rules out UTF-16, whatever it says.
    const std::string folded = caseFolded(name);
    const bool one_byte_ascii = !name.empty() && !folded.starts_with("utf") && !folded.starts_with("ucs") &&
                                !folded.starts_with("iso-10646");
    const bool seven_bits = hasSevenBits(declared);
    if (utf8 && !seven_bits && (!one_byte_ascii || hasLongSequences(bytes) || hasSingleBytes(name))) {
        return {std::string(bytes), "UTF-8",
                one_byte_ascii ? TextCertainty::recognised : TextCertainty::sure};
    }
    if (one_byte_ascii) {
        const std::string said = caseFolded(escapedText(declared));
        const bool impossible = said == "ascii" || said == "us-ascii";  // these have no such bytes
        auto text = impossible ? std::nullopt : converted(bytes, name.c_str());
        if (text) {
            // Text that is also valid UTF-8 is ambiguous.
            return {std::move(*text), name,
                    utf8 && !seven_bits ? TextCertainty::recognised : TextCertainty::sure};
        }
    }
    return recognised(bytes);
}

std::string_view declaredEncoding(std::string_view xml) {
    constexpr std::string_view kKey = "encoding";
    if (xml.starts_with("\xEF\xBB\xBF")) {
        xml.remove_prefix(3);
    }
    const std::string_view head =
        xml.substr(0, std::min(xml.find("?>"), std::min<std::size_t>(xml.size(), 512)));
    const std::size_t key = head.find(kKey);
    if (!head.starts_with("<?xml") || key == std::string_view::npos) {
        return {};
    }
    const std::size_t open = head.find_first_of("\"'", key + kKey.size());
    if (open == std::string_view::npos) {
        return {};
    }
    const std::size_t close = head.find(head[open], open + 1);
    return close == std::string_view::npos ? std::string_view{} : head.substr(open + 1, close - open - 1);
}

DecodedText readTextFile(const fs::path& file, const Sentence& action) {
    std::error_code unknown;  // reading reports the error
    const std::uintmax_t size = fs::file_size(file, unknown);
    if (!unknown && size > kLargestTextFile) {
        throw Error({.action = action,
                     .file = shownName(file.native()),
                     .reason = Core::tr("it has %1 MB; a text file may have %2")
                                   .arg(size >> 20U)
                                   .arg(kLargestTextFile >> 20U),
                     .remedy = Core::tr("Check that this is the right file")});
    }
    DecodedText text = decodeText(readFile(file, action));
    if (text.text.find('\0') != std::string::npos) {
        throw Error({.action = action,
                     .file = shownName(file.native()),
                     .reason = Core::tr("it contains NUL bytes, so it is not text"),
                     .remedy = Core::tr("Save it as plain text in UTF-8")});
    }
    return text;
}

std::string shownName(std::string_view bytes) {
    if (isAscii(bytes)) {
        return std::string(bytes);
    }
    if (isUtf8(bytes)) {
        return composed(bytes);
    }
    // A name has no byte order mark, whatever bytes it starts with.
    const bool begins_as_mark = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    return composed(begins_as_mark ? escapedText(bytes) : decodeText(bytes).text);
}

}  // namespace priorscope
