// Text as Unicode: checks, comparable forms and what may be shown. All text inside the program is UTF-8; the
// functions that return text always return valid UTF-8. None depends on the user's locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace priorscope {

/// No byte above 0x7F.
bool isAscii(std::string_view text);

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool isUtf8(std::string_view text);

/// Normalisation form C: one spelling for letters that may be written as one character or as a letter and its
/// marks.
/// @param text  UTF-8
/// Source: Unicode Standard Annex 15
std::string composed(std::string_view text);

/// For comparing without regard to letter case: full case folding after composition.
/// @param text  UTF-8
std::string caseFolded(std::string_view text);

/// Without blanks at either end: white space of any script, and characters without width such as a byte order
/// mark in the middle of a text.
/// @param text  UTF-8
std::string_view trimmedText(std::string_view text);

/// At most so many bytes of a text, with an ellipsis where that is not all; characters are not cut.
/// @param text  UTF-8
std::string shortened(std::string_view text, std::size_t bytes);

/// The bytes as text: UTF-8 stays as it is, and each byte that is none becomes "\xNN".
std::string escapedText(std::string_view bytes);

}  // namespace priorscope
