// Text files and names of any encoding as UTF-8.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace priorscope {

/// How sure it is what the bytes say.
enum class TextCertainty {
    sure,        ///< UTF-8, or what a byte order mark or a declaration says, without a wrong byte
    recognised,  ///< by its bytes, without or against a declaration: a reader should be told
    unreadable,  ///< no encoding was found: bytes that are no UTF-8 stand as "\xNN"
};

struct DecodedText {
    std::string text{};      ///< valid UTF-8 without byte order mark
    std::string encoding{};  ///< what it was read as: "UTF-8", "windows-1252"
    TextCertainty certainty = TextCertainty::sure;
};

/// Decodes by byte order mark, declaration and what the bytes themselves show, in this order; text that is
/// valid UTF-8 is UTF-8 even where another encoding is declared, unless it fits both and the declared one is
/// as likely. Without a declaration UTF-16 (either order), UTF-8, windows-1252 and GBK are recognised.
/// @param declared  the name of an encoding as XML declares it; empty where there is none. gb2312 and gbk are
///                  read as GB 18030, iso-8859-1 as windows-1252, shift_jis, euc-kr and big5 as the Windows
///                  code pages that contain them, as browsers do
/// Source of the names: WHATWG Encoding Standard, section 4.2
DecodedText decodeText(std::string_view bytes, std::string_view declared = {});

/// The encoding that an XML declaration names; empty where there is none.
std::string_view declaredEncoding(std::string_view xml);

/// Text files are read up to this size, in bytes.
inline constexpr std::size_t kLargestTextFile = std::size_t{256} << 20U;

/// The text of a small file: a list, class names.
/// @param action  what is being done, for the error: "reading the split"
/// @throws Error where the file is missing, cannot be read, is larger than kLargestTextFile, or holds zero
///         bytes and so is no text
DecodedText readTextFile(const std::filesystem::path& file, const std::string& action);

/// A file name as text that can be shown and compared: decoded where it is no UTF-8, composed (NFC).
std::string shownName(std::string_view bytes);

}  // namespace priorscope
