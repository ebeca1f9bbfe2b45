// Unicode text: validation, normalisation and display forms. All text inside the program is UTF-8; functions
// that return text always return valid UTF-8. None depends on the user's locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace priorscope {

/// Whether no byte is above 0x7F.
bool isAscii(std::string_view text);

/// Whether the text is well-formed UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool isUtf8(std::string_view text);

/// Normalisation form C: one spelling for letters that can be encoded as one character or as a base letter
/// and combining marks.
/// @param text  UTF-8
/// Source: Unicode Standard Annex 15
std::string composed(std::string_view text);

/// For case-insensitive comparison: full case folding after composition.
/// @param text  UTF-8
std::string caseFolded(std::string_view text);

/// Strips white space of any script at both ends, including zero-width characters such as a misplaced byte
/// order mark.
/// @param text  UTF-8
std::string_view trimmedText(std::string_view text);

/// Truncates to at most that many bytes, with an ellipsis if anything was cut; characters stay whole.
/// @param text  UTF-8
std::string shortened(std::string_view text, std::size_t bytes);

/// The bytes as text: UTF-8 is kept, and every invalid byte becomes "\xNN".
std::string escapedText(std::string_view bytes);

}  // namespace priorscope
