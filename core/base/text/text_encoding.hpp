// Converts text files and names from any encoding to UTF-8.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// How certain the detected encoding is.
enum class TextCertainty {
    sure,        ///< UTF-8, or as a byte order mark or declaration says, and every byte is valid
    recognised,  ///< guessed from the bytes, without or against a declaration: callers should report it
    unreadable,  ///< no encoding fits: bytes that are not valid UTF-8 appear as "\xNN"
};

struct DecodedText {
    std::string text{};      ///< valid UTF-8 without a byte order mark
    std::string encoding{};  ///< the encoding it was decoded from: "UTF-8", "windows-1252"
    TextCertainty certainty = TextCertainty::sure;
};

/// Decodes by byte order mark, then declaration, then the bytes themselves; text that is valid UTF-8 is taken
/// as UTF-8 even if another encoding is declared, unless it is valid in both and the declared one is as
/// likely. Without a declaration, UTF-16 (either order), UTF-8, windows-1252 and GBK are recognised.
/// @param declared  encoding name from an XML declaration; empty if there is none. gb2312 and gbk are
///                  decoded as GB 18030, iso-8859-1 as windows-1252, shift_jis, euc-kr and big5 as the
///                  Windows code pages that extend them, as browsers do
/// Source of the names: WHATWG Encoding Standard, section 4.2
DecodedText decodeText(std::string_view bytes, std::string_view declared = {});

/// The encoding named by an XML declaration; empty if there is none.
std::string_view declaredEncoding(std::string_view xml);

/// Maximum size of a text file, in bytes.
inline constexpr std::size_t kLargestTextFile = std::size_t{256} << 20U;

/// The text of a small file, such as a list or class names.
/// @param action  what is being done, for the error: "reading the split"
/// @throws Error if the file is missing, cannot be read, is larger than kLargestTextFile, or contains NUL
///         bytes and so is not text
DecodedText readTextFile(const std::filesystem::path& file, const Sentence& action);

/// A file name as text for display and comparison: decoded if it is not UTF-8, then composed (NFC).
std::string shownName(std::string_view bytes);

}  // namespace priorscope
